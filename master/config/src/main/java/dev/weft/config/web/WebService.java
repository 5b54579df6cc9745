package dev.weft.config.web;

import dev.weft.config.schema.Discriminator;
import org.jspecify.annotations.Nullable;

/** What is served on a path. */
@Discriminator("type")
public sealed interface WebService
        permits NoneService,
                PathService,
                RedirectService,
                ResourceService,
                ReverseProxyService,
                NodeInfoService,
                MetricsService,
                JsonService,
                CgiService,
                WsgiService,
                StaticService,
                WebSocketService,
                WebSocketReverseProxyService,
                LongPollService,
                CallerService,
                PublisherService,
                WebhookService,
                ArchiveService,
                WapService,
                CatalogService,
                PairMeService,
                RegisterMeService {

    /** The id that a configuration file gives the service; null where it gives none. */
    @Nullable
    String id();
}
