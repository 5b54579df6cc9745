/**
 * Files, folders and streams to documents with the place of each value. Strict: what is ambiguous or unbounded is refused with its
 * place and a remedy, all problems of all files at once. What a document means is not looked at here; that is
 * {@code dev.weft.model} and {@code dev.weft.engine}. Start with {@link dev.weft.sources.yaml.YamlSource}.
 *
 * <p>A source runs on the calling thread and keeps nothing between calls. {@link dev.weft.sources.yaml.SourceWatch} follows files on
 * a thread of its own; when to read is decided by {@link dev.weft.sources.yaml.Settling}, which knows neither files nor clock.
 */
@NullMarked
package dev.weft.sources.yaml;

import org.jspecify.annotations.NullMarked;
