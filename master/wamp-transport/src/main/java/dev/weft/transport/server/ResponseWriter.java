package dev.weft.transport.server;

import dev.weft.transport.http.HttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedNioFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes the answer to one request.
 *
 * @param head true where the client wants no body
 * @param closes true where the connection ends with this answer
 */
record ResponseWriter(boolean head, boolean closes) {

    /** RFC 9110, 5.6.7: two digits for the day, unlike the formatter of RFC 1123 that the JDK has. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    static ResponseWriter of(FullHttpRequest request) {
        return new ResponseWriter(request.method().equals(HttpMethod.HEAD), !HttpUtil.isKeepAlive(request));
    }

    /** This writer, ending the connection. */
    ResponseWriter closing() {
        return new ResponseWriter(head, true);
    }

    /** The future fails where the answer could not be written, and then nothing more can be. */
    ChannelFuture write(ChannelHandlerContext ctx, HttpResponse response) {
        try {
            if (response.body() instanceof HttpResponse.FileRegion file && !head) {
                return writeFile(ctx, response, file);
            }
            return writeBytes(ctx, response);
        } catch (IOException | IllegalArgumentException e) {
            return ctx.newFailedFuture(e);
        }
    }

    private ChannelFuture writeBytes(ChannelHandlerContext ctx, HttpResponse response) {
        long length = length(response);
        ByteBuf body = head || !(response.body() instanceof HttpResponse.Bytes bytes)
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(bytes.bytes());
        DefaultFullHttpResponse message =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), body);
        fill(message.headers(), response, length);
        return ctx.writeAndFlush(message);
    }

    private ChannelFuture writeFile(ChannelHandlerContext ctx, HttpResponse response, HttpResponse.FileRegion file)
            throws IOException {
        DefaultHttpResponse message =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        fill(message.headers(), response, file.length());
        Object content = ctx.pipeline().get(SslHandler.class) == null
                ? new DefaultFileRegion(file.file().toFile(), file.offset(), file.length())
                : new ChunkedNioFile(FileChannel.open(file.file()), file.offset(), file.length(), 8192);
        ctx.write(message);
        ctx.write(content);
        return ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static long length(HttpResponse response) {
        return response.body() instanceof HttpResponse.Bytes bytes
                ? bytes.bytes().length
                : response.body() instanceof HttpResponse.FileRegion file ? file.length() : 0;
    }

    private void fill(HttpHeaders headers, HttpResponse response, long length) {
        response.headers().forEach(headers::set);
        boolean bodiless = response.status() == 204 || response.status() == 304;
        if (!bodiless) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        headers.set(HttpHeaderNames.CONNECTION, closes ? HttpHeaderValues.CLOSE : HttpHeaderValues.KEEP_ALIVE);
    }
}
