import * as Attest from './attest';
import * as Files from './report/files';
import { printableReport } from './report/printable';
import * as Stored from './report/stored';
import * as Text from './report/text';
import { mayExist, tasksOn } from './tasks';
import { unattestedNodes } from './unattested-nodes';
import { ControlName } from '../../src/shared/controls/table';
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
  attested_nodes: {
    type: ['list', 'string'],
    optional: true,
    description: 'The ids of the nodes of a swarm whose tasks are attested, by this attestation or by others. The report then names the '
      + 'other nodes of the swarm, and how many tasks of the services they run: nothing is known of what is in force there. The engine has '
      + 'to be a manager.',
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
  service: {
    nesting: 'list',
    description: 'A service of a swarm to attest: those of its tasks that run on the engine then. What a service can\'t ask for, the '
      + 'engine has to do for all containers: then only what is in force counts.',
    attributes: {
      id: { type: 'string', required: true, description: 'The `id` of its `docker_service`.' },
      name: { type: 'string', required: true, description: 'The `name` of its `docker_service`.' },
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

/** The controls that a service can't ask for, so that its tasks don't show them in their configuration. */
const NOT_IN_SERVICES: readonly ControlName[] = ['no_new_privileges'];

interface AttestationConfig {
  readonly attested_nodes: readonly (string | null)[] | null;
  readonly container: readonly Model<typeof containerBlocks.container>[];
  readonly clone_set: readonly Model<typeof containerBlocks.clone_set>[];
  readonly service: readonly Model<typeof containerBlocks.service>[];
}

/**
 * Returns the containers to attest, with their policies, the clones of sets and the tasks of services on the engine included. Throws if a
 * policy can't be read.
 */
export async function containersToAttest(
  { container, clone_set: sets, service: services }: AttestationConfig, engine: Engine, signal: AbortSignal,
): Promise<Attest.AttestedContainer[]> {
  const clones = await Promise.all(sets.map(async ({ id, name, replicas, imported, ...policyAttributes }) => {
    const there = await clonesOn(engine, { id, name, imported }, signal);
    // Without evidence of a clone, the report does not pass.
    const isComplete = there.length >= (replicas ?? 0);
    const missing = isComplete ? [] : [{ id: `${name}--missing`, name: `${name} (${there.length} of ${replicas} clones)` }];
    const sorted = there.sort((a, b) => a.index - b.index).map((clone) => ({ id: clone.id, name: clone.name }));
    return [...sorted, ...missing].map((each) => ({ ...each, ...policyAttributes }));
  }));
  const tasks = await Promise.all(services.map(async ({ id, name, ...policyAttributes }) => {
    const there = await tasksOn(engine, id!, signal);
    // All tasks may run on other nodes. Of a service that does not exist, there is no evidence anywhere.
    const isGone = there.length === 0 && !await mayExist(engine, id!, signal);
    const missing = isGone ? [{ id: `${name}--missing`, name: `${name} (no such service)` }] : [];
    return [...there, ...missing].map((task) => ({ ...task, ...policyAttributes, byEngine: NOT_IN_SERVICES }));
  }));
  return [...container, ...clones.flat(), ...tasks.flat()].map(({ id, name, ...rest }) => {
    const { byEngine, ...attributes } = { byEngine: [], ...rest };
    const { controls = {}, exemptions = [], sharedFolders = [] } = policyOf({ name: name ?? id, ...attributes }) ?? {};
    return { id: id!, name: name ?? '', wanted: controls, exemptions, sharedFolders, byEngine };
  });
}

/**
 * Returns the containers of a state. A policy in a spelling that only an earlier version accepted asks for nothing: the configuration can't
 * have it any more, so an apply attests again.
 */
export function containersInState(state: AttestationConfig, engine: Engine, signal: AbortSignal): Promise<Attest.AttestedContainer[]> {
  const readable = <T extends { readonly isolation_policy: string | null }>(each: T): T => (
    { ...each, isolation_policy: hasReadablePolicy(each) ? each.isolation_policy : null });
  const { container, clone_set: sets, service } = state;
  return containersToAttest({
    ...state, container: container.map(readable), clone_set: sets.map(readable), service: service.map(readable),
  }, engine, signal);
}

/** Returns the nodes of the swarm that are not attested, or null if the configuration does not ask for them. */
export async function nodesNotAttested(
  { attested_nodes: nodes, service }: AttestationConfig, engine: Engine, signal: AbortSignal,
): Promise<Attest.Report['unattested_nodes']> {
  if (nodes === null) return null;
  const known = (ids: readonly (string | null)[]) => ids.filter((id) => id !== null);
  return unattestedNodes(engine, known(nodes), known(service.map(({ id }) => id)), signal);
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
