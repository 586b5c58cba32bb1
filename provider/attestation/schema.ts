import * as Attest from './attest';
import * as Files from './report/files';
import * as Text from './report/text';
import { fromDocument, PolicyDocument } from '../../src/shared/controls/document';
import { Model } from '../framework/schema/model';
import { Attributes, Blocks } from '../framework/schema/schema';
import { isolationPolicyBlock } from '../resources/container/fields/isolation-policy';

/** What an attestation is given. */
export const given = {
  probe: {
    type: 'bool',
    optional: true,
    default: true,
    description: 'Looks at what is in force, and not only at what is configured. For that, a program that can only read is run on the engine for a moment, beside the containers and with '
      + 'a view of all processes; nothing of it is left, and the guide "What an attestation does on an engine" says exactly what it does. Where it is false, what is in force is "not looked at".',
  },
} as const satisfies Attributes;

/** What it finds. */
export const found = {
  passed: { type: 'bool', computed: true, description: 'Whether no container is weaker than wanted, or than configured.' },
  weaknesses: { type: ['list', 'string'], computed: true, description: 'What is weaker: the container, the control, what is wanted, what is configured, and what is in force.' },
  json: { type: 'string', computed: true, description: 'The whole report, as JSON: for each container each control as wanted, configured and in force, with what says so; the checks of CIS Docker Benchmark, section 5, and of the Pod Security Standards; exemptions and their reasons.' },
  text: { type: 'string', computed: true, description: 'The same report for a terminal.' },
} as const satisfies Attributes;

export const containerBlocks = {
  container: {
    nesting: 'list',
    description: 'A container to attest.',
    attributes: {
      id: { type: 'string', required: true, description: 'Its id, as `docker_container` gives it; or its name.' },
      name: { type: 'string', optional: true, description: 'What it is called in the report. The default is its name.' },
    },
    blocks: { isolation_policy: { ...isolationPolicyBlock, description: 'What it has to be isolated by at least: the same block as that of its `docker_container`. Without it, what is configured has to be in force.' } },
  },
} as const satisfies Blocks;

interface Asked { readonly container: readonly Model<typeof containerBlocks.container>[] }

/** The containers of a configuration. */
export function attestedOf({ container }: Asked): Attest.Attested[] {
  return container.map(({ id, name, isolation_policy: [policy] }) => {
    const { controls, exemptions } = fromDocument((policy ?? {}) as PolicyDocument);
    return { id: id!, name: name ?? '', wanted: controls, exemptions };
  });
}

/** The report as attributes. */
export function attributesOf(report: Attest.Report, text: string): { passed: boolean; weaknesses: string[]; json: string; text: string } {
  return { passed: report.weaknesses.length === 0, weaknesses: [...report.weaknesses], json: JSON.stringify(report), text };
}

/** What attests, loaded where it is needed: few starts of the provider attest anything. */
export function late() {
  /* eslint-disable @typescript-eslint/no-require-imports */
  return {
    ...require('./attest') as typeof Attest,
    ...require('./report/text') as typeof Text,
    ...require('./report/files') as typeof Files,
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
}
