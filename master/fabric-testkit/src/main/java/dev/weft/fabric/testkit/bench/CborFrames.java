package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;

/** RFC 8949. */
final class CborFrames extends BinaryFrames {

    @Override
    void array(ByteBuf out, int elements) {
        head(out, 4, elements);
    }

    @Override
    void map(ByteBuf out, int entries) {
        head(out, 5, entries);
    }

    @Override
    void number(ByteBuf out, long value) {
        head(out, 0, value);
    }

    @Override
    void textHead(ByteBuf out, int bytes) {
        head(out, 3, bytes);
    }

    @Override
    void binaryHead(ByteBuf out, int bytes) {
        head(out, 2, bytes);
    }

    @Override
    void yes(ByteBuf out) {
        out.writeByte(0xF5);
    }

    @Override
    public long integer(ByteBuf in) {
        int low = in.readUnsignedByte() & 31;
        return switch (low) {
            case 24 -> in.readUnsignedByte();
            case 25 -> in.readUnsignedShort();
            case 26 -> in.readUnsignedInt();
            case 27 -> in.readLong();
            default -> low;
        };
    }

    private static void head(ByteBuf out, int major, long value) {
        int type = major << 5;
        if (value < 24) {
            out.writeByte(type | (int) value);
        } else if (value < 1 << 8) {
            out.writeByte(type | 24).writeByte((int) value);
        } else if (value < 1 << 16) {
            out.writeByte(type | 25).writeShort((int) value);
        } else if (value < 1L << 32) {
            out.writeByte(type | 26).writeInt((int) value);
        } else {
            out.writeByte(type | 27).writeLong(value);
        }
    }
}
