import { explain } from '../../src/shared/controls/explain';
import { parsePolicy } from '../../src/shared/controls/policy-text';
import { ControlName, controlRow } from '../../src/shared/controls/table';
import { Engine } from '../engine/engine';
import { DataSource, defineSchema } from '../framework/resource';
import { aPolicy } from '../resources/container/fields/isolation-policy';

const schema = defineSchema({
  description: 'Explains an isolation policy that is written in one line: each control that it asks for, with the reason, and with the '
    + 'sections of the CIS Docker Benchmark and of the Pod Security Standards that ask for it.',
  attributes: {
    policy: {
      type: 'string', required: true, validators: [aPolicy], description: 'The policy, as in `isolation_policy` of a `docker_container`.',
    },
    id: { type: 'string', computed: true, description: 'The policy.' },
    controls: {
      type: ['map', 'string'],
      computed: true,
      description: 'What the policy asks for in each control. It asks for nothing in the others.',
    },
    text: { type: 'string', computed: true, description: 'The policy in words: a line for each control.' },
  },
});

/** The data source `docker_isolation_policy`. It needs no engine. */
export const isolationPolicyDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_isolation_policy',
  schema,
  read: (_, { policy }) => {
    const { controls } = parsePolicy(policy!);
    const shown = Object.entries(controls).map(([name, value]) => [name, controlRow(name as ControlName).lattice.show(value)]);
    return Promise.resolve({ policy, id: policy, controls: Object.fromEntries(shown) as Record<string, string>, text: explain(controls) });
  },
};
