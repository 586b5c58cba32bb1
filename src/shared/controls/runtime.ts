import { allowedNames } from './lattice';
import { readFrom } from './reader';
import { byName, control } from './row';

/** Which kernel a container runs on. */
export const RUNTIME_CONTROLS = {
  runtime: control({
    title: 'Runtime',
    summary: 'What runs the container: on the host\'s kernel, or on a kernel of its own.',
    reason: 'From behind a kernel of its own, a container cannot reach vulnerabilities of the host\'s kernel.',
    caveat: 'No profile limits the runtime. One that the owner of the engine added, such as that of NVIDIA, can give devices and files of '
      + 'the host to a container, whatever the other controls ask for.',
    cis: [],
    lattice: allowedNames,
    form: 'names',
    values: 'The runtimes that may run the container.',
    observation: readFrom(['runtime'], (container) => [container.text('runtime') || 'the engine\'s default']),
    remedy: {
      construct: 'Remove `runtime`, or set it to one of these',
      resource: (_, shown) => `Set \`runtime\` to one of: ${shown}.`,
    },
    prop: { name: 'runtimes', type: 'Runtime[]', docs: 'The runtimes that may run a container.', convert: byName },
  }),
};
