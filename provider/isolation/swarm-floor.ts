import { readIsolationFloor } from './floor';
import { PATH_CONTROLS, refuseUnlessUnchanged, requireFloor, requireIsolation, requirePolicy } from './judge';
import { judgedOf, withNotes } from './seen-paths';
import { containerOfTask, describeTask } from '../../src/shared/controls/task';
import { unknownOfMounts } from '../../src/shared/controls/task-mounts';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { PlanContext } from '../framework/resource';
import { bodyType } from '../framework/schema/body-type';
import { Body } from '../framework/schema/schema';
import { equal } from '../framework/value/compare';
import { Unknown } from '../framework/value/value';

/** What gets around every control of a machine's floor, and why. */
const REASONS = {
  swarm: 'Its managers decide what runs on all its nodes, and no control of this machine applies to them.',
  plugin: 'A plugin has what it asks for on the machine of the engine, and no control applies to it.',
  service: 'Its tasks run on other machines, too.',
  config: 'A swarm has the configs of all its users, and each takes memory of its managers that no pool bounds.',
  secret: 'A swarm has the secrets of all its users, and each takes memory of its managers that no pool bounds.',
} as const;

/** What to use instead of what no pool and no virtual container host has. */
const INSTEAD = {
  service: 'Run containers instead',
  config: 'Give containers an `upload` instead',
  secret: 'Give containers a `secret_file` instead',
} as const;

/** Throws if there is a floor that does not allow swarms and plugins. */
export function requireFloorForSwarm(kind: keyof typeof REASONS, name: string, environment: NodeJS.ProcessEnv = process.env): void {
  const floor = readIsolationFloor(environment);
  if (floor === undefined || floor.swarms) return;
  throw new DiagnosticError({
    summary: `${name} is not allowed under the isolation floor of this machine`,
    detail: `${REASONS[kind]} The floor in "${floor.path}" allows no swarms and plugins.\n\nThe owner of that file allows them: `
      + '"swarms": true.',
  });
}

/**
 * Throws if a service is weaker than its policy or than the floor, or if the floor asks for what no service can have. Accepts unknown
 * values.
 *
 * @param attributes  those of a `docker_service`
 */
export function requireIsolationOfService(attributes: Readonly<Record<string, unknown>>, engine?: Engine): void {
  const name = typeof attributes.name === 'string' ? attributes.name : 'a service';
  requireFloorForSwarmObject('service', attributes.name);
  requireKnownMounts({ ...attributes, name }, engine);
  const described = (service: typeof attributes) => ({ ...describeTask(service, (value) => value instanceof Unknown), name });
  requirePolicy(described(attributes), engine);
  // Whoever writes a stack can write anything about the nodes.
  requireFloor(described({ ...attributes, node_defaults: undefined }), engine);
}

/** Throws if mounts have templates and are weaker for that than the policy of a service or the floor: they can become anything. */
function requireKnownMounts(service: Readonly<Record<string, unknown>>, engine: Engine | undefined): void {
  const isUnknown = (value: unknown) => value instanceof Unknown;
  const notes = unknownOfMounts(containerOfTask(service, isUnknown), isUnknown).map(({ attribute, value }) => (
    `"${value}" in \`${attribute}\` of \`mounts\` has a template ("{{"), which the swarm replaces when it starts a task, so nobody knows `
    + 'what the task mounts. Write the value itself. Only the name of a volume can have {{.Task.Slot}} and {{.Service.Name}}.'));
  if (notes.length === 0) return;
  const { mounts } = describeTask(service, isUnknown);
  withNotes(notes, () => requireIsolation({ ...judgedOf(service), mounts }, engine, { only: PATH_CONTROLS }));
}

/**
 * Throws if there is a floor that does not allow what a swarm has, or that asks for what it can't have. Pools and the rules of virtual
 * container hosts are of one engine, and only images have signatures.
 *
 * @param name  may be unknown
 */
export function requireFloorForSwarmObject(kind: keyof typeof INSTEAD, name: unknown): void {
  const what = typeof name === 'string' ? `The ${kind} "${name}"` : `A ${kind}`;
  requireFloorForSwarm(kind, what);
  const floor = readIsolationFloor(process.env);
  const asked = [
    ...floor === undefined || floor.pools.length === 0 ? [] : ['pools'], ...floor?.virtualHosts === undefined ? [] : ['virtual_hosts'],
    ...floor?.signatureKeys === undefined || kind !== 'service' ? [] : ['signature_keys'],
  ];
  if (floor === undefined || asked.length === 0) return;
  throw new DiagnosticError({
    summary: `${what} is not allowed under the isolation floor of this machine`,
    detail: `The floor in "${floor.path}" has ${asked.map((each) => `\`${each}\``).join(' and ')}, which no ${kind} can meet. `
      + `${INSTEAD[kind]}, or use a floor without them.`,
  });
}

/**
 * Refuses at plan what a function refuses, unless nothing changes: then it only warns, since what exists has to be removable. It is to be
 * called when the rest of the plan is made.
 */
export function judgeChange(
  schema: Body, { prior, planned, warn }: Pick<PlanContext<unknown>, 'planned' | 'prior' | 'warn'>, judge: () => void,
): void {
  try {
    judge();
  } catch (error) {
    refuseUnlessUnchanged(error, prior !== null && equal(bodyType(schema), planned, prior), warn);
  }
}
