/** Stands in for the marker that a bundler understands and Node does not: tests are the server. */
export {};
