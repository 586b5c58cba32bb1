import { Block } from '../../../framework/schema/schema';
import { integer, matching, oneOf } from '../../shared/validators';

const command = (description: string) => ({ type: ['list', 'string'], optional: true, mayHaveSecrets: true, description } as const);

const timeout = (of: string) => ({
  type: 'number',
  optional: true,
  default: 60,
  validators: [integer(1, 3600, 'seconds')],
  description: `The longest time for ${of}, in seconds. The default is 60.`,
} as const);

/** The block `fork` of a set. */
export const forkBlock = {
  nesting: 'list',
  maxItems: 1,
  description: 'Starts the containers as forks: one is started and made ready, its memory and its files are saved on each host, and all '
    + 'containers go on from there. That takes a part of a second, however long the application takes to start. Needs a host that can: '
    + 'see the guide "Forks". The processes keep the environment variables of the one that was saved; those of the container itself are in '
    + 'the environment of `after_fork`. What is saved is made anew if the template changes, and removed with the set.',
  attributes: {
    connections: {
      type: 'string',
      optional: true,
      default: 'close',
      validators: [oneOf('close', 'refuse')],
      description: 'What becomes of network connections that are open when the template is saved: `close` closes them in each container, '
        + 'and `refuse` fails instead. `refuse` needs `cat` in the image. The default is `close`.',
    },
    no_unique_state: {
      type: 'string',
      optional: true,
      validators: [matching('a reason', /\S/)],
      description: 'Why the application has nothing that must differ from container to container: no random numbers, keys, identifiers or '
        + 'sessions that it made before it was saved. Required without `after_fork`.',
    },
  },
  blocks: {
    ready: {
      nesting: 'list',
      maxItems: 1,
      description: 'When the template is ready to be saved. By default, when its health check says so.',
      attributes: {
        command: command('The command that is run in it, again and again, until it exits with 0.'),
        timeout_seconds: timeout('that'),
      },
    },
    after_fork: {
      nesting: 'list',
      maxItems: 1,
      description: 'What is done in each container before it counts as started, and again whenever the engine starts it: give it what must '
        + 'differ, such as the seed of random numbers. Exactly one of `command` and `signal` is required. If it fails, the container '
        + 'does not start.',
      attributes: {
        command: command('The command that is run in the container, as its user, with its environment variables.'),
        signal: {
          type: 'string',
          optional: true,
          validators: [matching('a signal without "SIG", such as "USR1"', /^[A-Z0-9+-]{2,12}$/)],
          description: 'The signal that the main process gets, such as `USR1`.',
        },
        timeout_seconds: timeout('the command'),
      },
    },
  },
} as const satisfies Block;
