import * as Attest from './attest';
import * as Files from './report/files';
import { printableReport } from './report/printable';
import * as Stored from './report/stored';
import * as Text from './report/text';
import { Engine } from '../engine/engine';
import { Model } from '../framework/schema/model';
import { Attributes, Blocks } from '../framework/schema/schema';
import { policyOf } from '../isolation/judge';
import { hasReadablePolicy, isolationPolicyAttributes } from '../resources/container/fields/isolation-policy';
import { containerName } from '../resources/container/fields/process';
import { clonesOn } from '../resources/shared/clones';

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

/** The attributes with the policy of containers. */
const policy = {
  ...isolationPolicyAttributes,
  isolation_policy: {
    ...isolationPolicyAttributes.isolation_policy,
    description: 'How strictly it must be isolated at least: the same policy as in its resource. '
      + 'Without it, what is configured must be in force.',
  },
} as const satisfies Attributes;

export const containerBlocks = {
  clone_set: {
    nesting: 'list',
    description: 'A set of clones to attest: those of its clones that are on the engine then.',
    attributes: {
      id: { type: 'string', required: true, description: 'The `id` of its `docker_clone_set`.' },
      name: { type: 'string', required: true, description: 'The `name` of its `docker_clone_set`.' },
      replicas: {
        type: 'number',
        optional: true,
        description: 'How many of its clones are on the engine: `docker_clone_set.web.placement["a"]`. The attestation fails if fewer are.',
      },
      imported: {
        type: 'bool',
        optional: true,
        description: 'The `imported` of its `docker_clone_set`: whether containers are its clones by their names. The default is false.',
      },
      ...policy,
    },
  },
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
      ...policy,
    },
  },
} as const satisfies Blocks;

interface AttestationConfig {
  readonly container: readonly Model<typeof containerBlocks.container>[];
  readonly clone_set: readonly Model<typeof containerBlocks.clone_set>[];
}

/** Returns the containers to attest, with their policies, the clones of sets on the engine included. Throws if a policy can't be read. */
export async function containersToAttest(
  { container, clone_set: sets }: AttestationConfig, engine: Engine, signal: AbortSignal,
): Promise<Attest.AttestedContainer[]> {
  const clones = await Promise.all(sets.map(async ({ id, name, replicas, imported, ...policyAttributes }) => {
    const there = await clonesOn(engine, { id, name, imported }, signal);
    // Without evidence of a clone, the report does not pass.
    const isComplete = there.length >= (replicas ?? 0);
    const missing = isComplete ? [] : [{ id: `${name}--missing`, name: `${name} (${there.length} of ${replicas} clones)` }];
    const sorted = there.sort((a, b) => a.index - b.index).map((clone) => ({ id: clone.id, name: clone.name }));
    return [...sorted, ...missing].map((each) => ({ ...each, ...policyAttributes }));
  }));
  return [...container, ...clones.flat()].map(({ id, name, ...attributes }) => {
    const { controls = {}, exemptions = [], sharedFolders = [] } = policyOf({ name: name ?? id, ...attributes }) ?? {};
    return { id: id!, name: name ?? '', wanted: controls, exemptions, sharedFolders };
  });
}

/**
 * Returns the containers of a state. A policy in a spelling that only an earlier version accepted asks for nothing: the configuration can't
 * have it any more, so an apply attests again.
 */
export function containersInState(state: AttestationConfig, engine: Engine, signal: AbortSignal): Promise<Attest.AttestedContainer[]> {
  const readable = <T extends { readonly isolation_policy: string | null }>(each: T): T => (
    { ...each, isolation_policy: hasReadablePolicy(each) ? each.isolation_policy : null });
  return containersToAttest({ container: state.container.map(readable), clone_set: state.clone_set.map(readable) }, engine, signal);
}

/** Returns a report as attributes, in none of which a text of others can control a terminal. */
export function attributesOf(report: Attest.Report, text: string): { passed: boolean; weaknesses: string[]; json: string; text: string } {
  const printed = printableReport(report);
  return { passed: report.weaknesses.length === 0, weaknesses: [...printed.weaknesses], json: JSON.stringify(printed), text };
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
