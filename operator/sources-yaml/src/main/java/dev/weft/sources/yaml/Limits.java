package dev.weft.sources.yaml;

/**
 * What one load may cost. Every bound ends in a finding that names it.
 *
 * @param fileBytes size of one file or of the stream
 * @param totalBytes size of all files together
 * @param files how many files
 * @param depth how deep maps and lists may be nested
 * @param nodes values in one document, with aliases written out
 * @param aliases uses of anchors in one document
 * @param findings after this many the rest of a file is not read
 */
public record Limits(int fileBytes, long totalBytes, int files, int depth, int nodes, int aliases, int findings) {

    private static final int MIB = 1024 * 1024;

    /** 4 MiB a file, 64 MiB in all, 10 000 files, 64 levels, a million values a document, 100 aliases a document. */
    public static final Limits DEFAULT = new Limits(4 * MIB, 64L * MIB, 10_000, 64, 1_000_000, 100, 200);
}
