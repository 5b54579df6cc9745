/**
 * The feature matrix: what clients see of the router through real sockets, whoever made them. The features are in {@code
 * matrix/features.yaml}; each is played by every client that {@link dev.weft.fabric.testkit.matrix.Clients} lists, in every serializer
 * and over every transport that the client has, and must end in the same way. Start with {@link
 * dev.weft.fabric.testkit.matrix.FeatureMatrixIT}. A new feature is an entry of that file; a new client is a driver, which speaks the
 * protocol of {@link dev.weft.fabric.testkit.matrix.Driver}, and a line in {@code Clients}.
 */
@NullMarked
package dev.weft.fabric.testkit.matrix;

import org.jspecify.annotations.NullMarked;
