package dev.rendezvous.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.benchmarks.ServerProcess;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that serves GET and SET with Netty and epoll, on one thread, until its input ends; says on which port. It has no
 * limits, no waits and no other requests: what a store on Netty costs at the least.
 */
final class NettyServer {

    private NettyServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        EventLoopGroup loop = new EpollEventLoopGroup(1);
        try {
            Channel server = new ServerBootstrap()
                    .group(loop)
                    .channel(EpollServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 4096)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new Connections())
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel();
            ServerProcess.announceAndStay(((InetSocketAddress) server.localAddress()).getPort());
        } finally {
            loop.shutdownGracefully().sync();
        }
    }

    private static final class Connections extends ChannelInitializer<Channel> {
        private final Map<String, byte[]> values = new HashMap<>();

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Requests(values));
        }
    }

    /** One connection. All have one thread, and so one map. */
    private static final class Requests extends ByteToMessageDecoder {
        private static final byte[] NONE = {};

        private final Map<String, byte[]> values;

        Requests(Map<String, byte[]> values) {
            this.values = values;
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            int start = in.readerIndex();
            if (!serve(context, in)) {
                in.readerIndex(start);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) throws Exception {
            super.channelReadComplete(context);
            context.flush();
        }

        /** {@return whether the whole request was there} */
        private boolean serve(ChannelHandlerContext context, ByteBuf in) {
            byte operation = in.readByte();
            return switch (operation) {
                case 0 -> skip(in, Integer.BYTES);
                case 1 -> set(in);
                case 3 -> get(context, in);
                case 5 ->
                    skip(in, Long.BYTES)
                            && answer(context, context.alloc().buffer(1).writeByte(0));
                case 13 ->
                    in.readableBytes() >= Integer.BYTES
                            && answer(
                                    context,
                                    context.alloc().buffer(Integer.BYTES).writeIntLE(in.readIntLE()));
                default -> throw new IllegalStateException("no request of this benchmark: " + operation);
            };
        }

        private boolean set(ByteBuf in) {
            byte[] key = field(in);
            byte[] value = key.length == 0 ? key : field(in);
            if (value.length > 0) {
                values.put(new String(key, UTF_8), value);
            }
            return value.length > 0;
        }

        private boolean get(ChannelHandlerContext context, ByteBuf in) {
            byte[] key = field(in);
            if (key.length == 0) {
                return false;
            }
            byte[] value = values.getOrDefault(new String(key, UTF_8), NONE);
            return answer(
                    context,
                    context.alloc()
                            .buffer(Long.BYTES + value.length)
                            .writeLongLE(value.length)
                            .writeBytes(value));
        }

        /** {@return a length and so many bytes; none if they are not all there} No key and no value of this benchmark is empty. */
        private static byte[] field(ByteBuf in) {
            if (in.readableBytes() < Long.BYTES) {
                return NONE;
            }
            int length = Math.toIntExact(in.readLongLE());
            if (in.readableBytes() < length) {
                return NONE;
            }
            byte[] bytes = new byte[length];
            in.readBytes(bytes);
            return bytes;
        }

        private static boolean skip(ByteBuf in, int bytes) {
            boolean there = in.readableBytes() >= bytes;
            in.skipBytes(there ? bytes : 0);
            return there;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // A client without an answer complains itself.
        private static boolean answer(ChannelHandlerContext context, ByteBuf answer) {
            context.write(answer);
            return true;
        }
    }
}
