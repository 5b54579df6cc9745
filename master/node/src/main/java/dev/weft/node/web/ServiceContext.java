package dev.weft.node.web;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/**
 * What services need to know.
 *
 * @param cbdir the node's folder: relative directories start there
 * @param nodeId what the node is called
 * @param workerId the worker that serves
 * @param blocking runs what reads files
 */
public record ServiceContext(Path cbdir, String nodeId, String workerId, Executor blocking) {}
