/**
 * Message records to bytes and back, one class per wire format. Pure; every limit is explicit; nothing is allocated from a
 * declared length. The same JSON as text of files and printed results is {@link dev.weft.wamp.serializer.JsonText}.
 */
@NullMarked
package dev.weft.wamp.serializer;

import org.jspecify.annotations.NullMarked;
