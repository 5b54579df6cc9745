package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Shape;
import dev.weft.config.schema.Shapes;
import dev.weft.config.schema.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Pages made from templates and the results of calls")
@TypeName("wap")
@Impact(RESTART_OBJECT)
public record WapService(
        @FileId @Nullable String id,
        @MaxLength(255) @Nullable String path,

        @Shapes({Shape.TEXT, Shape.DICTIONARY}) @Doc("A directory, or package and resource")
        Object templates,

        @Default("true") boolean sandbox,
        @Required @MaxItems(256) List<Route> routes,
        Wamp wamp)
        implements WebService {

    @Impact(RESTART_OBJECT)
    public record Route(
            @MaxLength(1024) String path,

            @Matches(value = "GET|POST|PUT|DELETE|HEAD|OPTIONS|PATCH", meaning = "an HTTP method")
            String method,

            @Matches(value = Ids.URI, meaning = Ids.URI_MEANING) @Nullable
            String call,

            @MaxLength(1024) String render) {}

    /** The session that calls. */
    @Impact(RESTART_OBJECT)
    public record Wamp(
            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
            String realm,

            @MaxLength(255) String authrole) {}
}
