// What the library, the provider and the program on the host know of forks.

/** The program that the engine runs in place of `runsc`. */
export const FORK_RUNTIME_PATH = '/usr/local/sbin/berth-fork';

/** Where the host keeps what was saved. Only root reads it: it has the memory of programs, with the secrets in it. */
export const FORK_FOLDER = '/var/lib/berth/forks';

/** How the environment variables begin by which the provider tells that program what a container is. Only a clone set may set them. */
export const FORK_VARIABLES = 'BERTH_FORK';

/** The signal at which a container that is to be saved is saved, and ends. Programs have no use for this one. */
export const SAVE_SIGNAL = 63;

/** What the answers of the program begin with. The number grows when a provider needs another program. */
export const FORK_ANSWER = 'berth-fork 1: ';
