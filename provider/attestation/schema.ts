import * as Attest from './attest';
import * as Files from './report/files';
import * as Stored from './report/stored';
import * as Text from './report/text';
import { Model } from '../framework/schema/model';
import { Attributes, Blocks } from '../framework/schema/schema';
import { policyOf } from '../isolation/judge';
import { hasReadablePolicy, isolationPolicyAttributes } from '../resources/container/fields/isolation-policy';
import { containerName } from '../resources/container/fields/process';

/** The arguments that the resource and the data source share. */
export const inputs = {
  probe: {
    type: 'bool',
    optional: true,
    default: true,
    description: 'Whether to inspect what is in force, and not only what is configured. For this, the provider runs a program on the '
      + 'engine for a moment. The program sees all processes, can only read, and is removed afterwards. '
      + 'The guide "What an attestation does on an engine" describes it exactly. '
      + 'If this is false, what is in force is "not inspected".',
  },
} as const satisfies Attributes;

/** The results that the resource and the data source share. */
export const outputs = {
  passed: { type: 'bool', computed: true, description: 'Whether no container is weaker than wanted, or weaker than configured.' },
  weaknesses: {
    type: ['list', 'string'],
    computed: true,
    description: 'What is weaker: the container, the control, what is wanted, what is configured, and what is in force.',
  },
  json: {
    type: 'string',
    computed: true,
    description: 'The whole report as JSON. For each container it contains each control as wanted, configured and in force, with the '
      + 'source; the checks of the CIS Docker Benchmark, section 5, and of the Pod Security Standards; '
      + 'and the exemptions with their reasons. It also lists the other containers that ran on the engine (the resource: when it was last '
      + 'applied), with what is weaker in their configuration than the policy BASELINE. They do not decide `passed`.',
  },
  text: { type: 'string', computed: true, description: 'The same report as text for a terminal.' },
} as const satisfies Attributes;

export const containerBlocks = {
  container: {
    nesting: 'list',
    description: 'A container to attest.',
    attributes: {
      id: { type: 'string', required: true, description: 'The `id` of its `docker_container`, or its name.' },
      name: {
        type: 'string',
        optional: true,
        validators: [containerName],
        description: 'Its name in the report. The default is its name on the engine.',
      },
      ...isolationPolicyAttributes,
      isolation_policy: {
        ...isolationPolicyAttributes.isolation_policy,
        description: 'How strictly it must be isolated at least: the same policy as in its `docker_container`. '
          + 'Without it, what is configured must be in force.',
      },
    },
  },
} as const satisfies Blocks;

interface AttestationConfig { readonly container: readonly Model<typeof containerBlocks.container>[] }

/** Returns the containers to attest, with their policies. Throws if one can't be read. */
export function containersToAttest({ container }: AttestationConfig): Attest.AttestedContainer[] {
  return container.map(({ id, name, ...attributes }) => {
    const { controls = {}, exemptions = [], sharedFolders = [] } = policyOf({ name: name ?? id, ...attributes }) ?? {};
    return { id: id!, name: name ?? '', wanted: controls, exemptions, sharedFolders };
  });
}

/**
 * Returns the containers of a state. A policy in a spelling that only an earlier version accepted asks for nothing: the configuration can't
 * have it any more, so an apply attests again.
 */
export function containersInState({ container }: AttestationConfig): Attest.AttestedContainer[] {
  return containersToAttest({
    container: container.map((each) => ({ ...each, isolation_policy: hasReadablePolicy(each) ? each.isolation_policy : null })),
  });
}

/** Returns a report as attributes. */
export function attributesOf(report: Attest.Report, text: string): { passed: boolean; weaknesses: string[]; json: string; text: string } {
  return { passed: report.weaknesses.length === 0, weaknesses: [...report.weaknesses], json: JSON.stringify(report), text };
}

/** Loads the modules that attest, only when needed: most runs of the provider attest nothing. */
export function loadAttestation() {
  /* eslint-disable @typescript-eslint/no-require-imports */
  return {
    ...require('./attest') as typeof Attest,
    ...require('./report/text') as typeof Text,
    ...require('./report/files') as typeof Files,
    ...require('./report/stored') as typeof Stored,
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
}
