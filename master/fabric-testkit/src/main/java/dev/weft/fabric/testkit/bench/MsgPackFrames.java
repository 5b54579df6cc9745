package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;

/** MessagePack's specification of 2013, with binary. */
final class MsgPackFrames extends BinaryFrames {

    @Override
    void array(ByteBuf out, int elements) {
        out.writeByte(0x90 | elements);
    }

    @Override
    void map(ByteBuf out, int entries) {
        out.writeByte(0x80 | entries);
    }

    @Override
    void number(ByteBuf out, long value) {
        if (value < 1 << 7) {
            out.writeByte((int) value);
        } else if (value < 1 << 8) {
            out.writeByte(0xCC).writeByte((int) value);
        } else if (value < 1 << 16) {
            out.writeByte(0xCD).writeShort((int) value);
        } else if (value < 1L << 32) {
            out.writeByte(0xCE).writeInt((int) value);
        } else {
            out.writeByte(0xCF).writeLong(value);
        }
    }

    @Override
    void textHead(ByteBuf out, int bytes) {
        if (bytes < 32) {
            out.writeByte(0xA0 | bytes);
        } else {
            out.writeByte(0xD9).writeByte(bytes);
        }
    }

    @Override
    void binaryHead(ByteBuf out, int bytes) {
        if (bytes < 1 << 8) {
            out.writeByte(0xC4).writeByte(bytes);
        } else if (bytes < 1 << 16) {
            out.writeByte(0xC5).writeShort(bytes);
        } else {
            out.writeByte(0xC6).writeInt(bytes);
        }
    }

    @Override
    void yes(ByteBuf out) {
        out.writeByte(0xC3);
    }

    @Override
    public long integer(ByteBuf in) {
        int head = in.readUnsignedByte();
        return switch (head) {
            case 0xCC -> in.readUnsignedByte();
            case 0xCD -> in.readUnsignedShort();
            case 0xCE -> in.readUnsignedInt();
            case 0xCF, 0xD3 -> in.readLong();
            default -> head;
        };
    }
}
