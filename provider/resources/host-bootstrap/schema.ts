import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { integer, matching } from '../shared/validators';

export const schema = defineSchema({
  description: 'Turns the machine at the provider\'s `host = "ssh://..."` into a container host: runs a script there as root, over the '
    + 'same SSH connection as all calls of its engine. So one apply makes an engine and what is on it, if that has `depends_on`. '
    + 'The machine notes the digest of the script. If a plan finds another one, no engine, or another machine, the script runs again. '
    + 'Destroying the resource changes nothing on the machine.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The id of the resource.' },
    script: {
      type: 'string',
      required: true,
      validators: [matching('a script in POSIX sh, with at least one line', /\S/)],
      description: 'Script in POSIX sh, which a second run must not hurt. The plan shows it, since root runs it. A change runs it again.',
    },
    sudo: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Whether the user of the connection becomes root with `sudo`, which must not ask for a password. The default is false: '
        + 'the user is root.',
    },
    timeout_seconds: {
      type: 'number',
      optional: true,
      default: 1800,
      validators: [integer(1, 86_400, 'seconds')],
      description: 'How long the script may run. The default is 1800 (30 minutes).',
    },
    machine: { type: 'string', computed: true, description: 'Address of the machine on which the script runs.' },
    script_sha256: {
      type: 'string',
      computed: true,
      description: 'SHA-256 hash of the script that the machine notes as its last. Empty if it notes none, or has no engine.',
    },
    changes: {
      type: ['list', 'string'],
      computed: true,
      description: 'What the last run says that it changed: the rest of each line that begins with `changed: `.',
    },
  },
});

export type HostBootstrap = Model<typeof schema>;
