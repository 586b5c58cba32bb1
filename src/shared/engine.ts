// What Docker Engine and its command line fix, and both the library and the provider rely on.

/** The pattern of a container's or a volume's name (moby, daemon/names): two characters at least. */
export const OBJECT_NAME = '[a-zA-Z0-9][a-zA-Z0-9_.-]+';

/** The pattern of the name of one of several engines. It is a part of import ids, between colons. */
export const ENGINE_NAME = /^[A-Za-z0-9][\w.-]*$/;

/** What that pattern allows, for messages. */
export const ENGINE_NAME_RULE = 'letters, digits, "-", "_" and ".", starting with a letter or a digit';

/** The smallest memory limit that the engine accepts (moby, daemon/daemon_unix.go), in MiB. */
export const MINIMUM_MEMORY_MIB = 6;

/** Where an engine listens by default. */
export const DEFAULT_SOCKET = '/var/run/docker.sock';

/** The ports that Docker uses if a TCP address has none. */
export const DEFAULT_PORT = { plain: 2375, tls: 2376 };
