import { IsolationFloor, readIsolationFloor } from './floor';
import { outsidePools, waitsForMemory } from './pool-floor';
import { nameAfterwards } from '../../src/shared/clones';
import { Violation, violations, withImplied } from '../../src/shared/controls/compare';
import { ExemptControl, Policy } from '../../src/shared/controls/document';
import { MalformedPolicy } from '../../src/shared/controls/errors';
import { HOST_CONTROLS } from '../../src/shared/controls/host';
import { SharedFolder } from '../../src/shared/controls/host-path';
import { observe } from '../../src/shared/controls/observe';
import { fromAttributes } from '../../src/shared/controls/policy-attributes';
import { DescribedContainer, ObserveOptions } from '../../src/shared/controls/reader';
import { reasonProblem } from '../../src/shared/controls/reason';
import { profileProblems } from '../../src/shared/controls/seccomp-start';
import { ControlName, controlRow, Controls, sourcesOf } from '../../src/shared/controls/table';
import { Diagnostic, DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { Unknown } from '../framework/value/value';

/** The controls that depend on the paths of the host that a container sees. */
export const PATH_CONTROLS: readonly ControlName[] = [...Object.keys(HOST_CONTROLS) as Array<keyof typeof HOST_CONTROLS>, 'kernel_paths'];

/** What is known about a container besides its attributes. */
interface Known {
  /** The only controls that are known. @default - all */
  readonly only?: readonly ControlName[];
  /** The folders in which the engine keeps its files. @default - not known */
  readonly engineFolders?: readonly string[];
}

/** Throws if a container is weaker than its policy or than the floor. Unknown values are accepted. */
export function requireIsolation(
  container: DescribedContainer, engine: Engine | undefined, { only, engineFolders = [] }: Known = {},
): void {
  const machine = { ...socketOf(engine), engineFolders };
  const problems = [...belowPolicy(container, machine), ...belowFloor(container, machine, readIsolationFloor(process.env))];
  throwIfAny(only === undefined ? problems : problems.filter(({ control }) => only.includes(control)));
}

/** Returns whether there is a policy for a container, or a floor. */
export function hasIsolationPolicy(container: DescribedContainer): boolean {
  return policyOf(container) !== undefined || hasFloor();
}

/** Returns whether there is a floor. Throws if it can't be read. */
export function hasFloor(): boolean {
  return readIsolationFloor(process.env) !== undefined;
}

/** Returns whether the policy of a container, or the floor, asks for one of some controls, and does not exempt the container from it. */
export function asksForAny(asked: readonly ControlName[], container: DescribedContainer): boolean {
  const [policy, floor] = [policyOf(container), readIsolationFloor(process.env)];
  const isAsked = (controls: Controls = {}, exemptions: readonly ExemptControl[] = []) => {
    const exempt = withImplied(exemptions.map(({ control }) => control));
    return asked.some((control) => controls[control] !== undefined && !exempt.includes(control));
  };
  return isAsked(policy?.controls, policy?.exemptions) || isAsked(floor?.controls, floor && exemptionsFor(container, floor));
}

/** Returns the names of the containers that the floor exempts from a control. */
export function namesInFloor(): readonly string[] {
  return (readIsolationFloor(process.env)?.exemptions ?? []).map(({ container }) => container);
}

/** Returns the exemptions by the name of a container. What takes the place of a clone has those of the clone, whose name it gets. */
function exemptionsFor({ name, labels }: DescribedContainer, floor: IsolationFloor): readonly ExemptControl[] {
  const lasting = nameAfterwards(name, labels) ?? name;
  return floor.exemptions.filter(({ container }) => container === name || container === lasting);
}

/** Throws if a container is weaker than its own policy. Unknown values are accepted. */
export function requirePolicy(container: DescribedContainer, engine?: Engine): void {
  throwIfAny(belowPolicy(container, socketOf(engine)));
}

/** Throws if a container is weaker than the floor that the environment names, or if that can't be read. Accepts unknown values. */
export function requireFloor(container: DescribedContainer, engine?: Engine, environment: NodeJS.ProcessEnv = process.env): void {
  throwIfAny(belowFloor(container, socketOf(engine), readIsolationFloor(environment)));
}

/** Returns in what a container is weaker than its own policy or the floor. Unknown values are accepted. */
export function weaknessesOf(container: DescribedContainer, engine?: Engine): readonly Diagnostic[] {
  try {
    requirePolicy(container, engine);
    requireFloor(container, engine);
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

/** Warns of a refusal if nothing changes: before Terraform destroys something, it plans it once more, and what exists must be removable. */
export function refuseUnlessUnchanged(error: unknown, isUnchanged: boolean, warn: (warning: Omit<Diagnostic, 'severity'>) => void): void {
  if (!isUnchanged || !(error instanceof DiagnosticError)) throw error;
  error.diagnostics.forEach(({ summary, detail }) => warn({ summary, detail: `${detail}\n\nIts next change will be refused.` }));
}

/** What is known about the machine of the engine. */
type Machine = Pick<ObserveOptions, 'engineSocket' | 'engineFolders'>;

function observedOf(container: DescribedContainer, machine: Machine, sharedFolders: readonly SharedFolder[]): Controls {
  return observe(container, { isUnknown: (value) => value instanceof Unknown, sharedFolders, ...machine });
}

function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DiagnosticError(...problems.map(({ control, ...diagnostic }) => diagnostic));
}

interface Problem extends Omit<Diagnostic, 'severity'> {
  readonly control: ControlName;
}

function belowPolicy(container: DescribedContainer, machine: Machine): Problem[] {
  const policy = policyOf(container);
  if (policy === undefined) return [];
  const { controls, exemptions, sharedFolders } = policy;
  const exempt = exemptions.map(({ control }) => control);
  const weaker = violations(controls, observedOf(container, machine, sharedFolders), exempt).map((violation) => (
    refusal(violation, container, {
      judge: 'its isolation policy',
      requires: 'the policy requires',
      exempt: `Or exempt this container, with a reason: \`isolation_exemptions = { ${violation.control} = "..." }\`.`,
      path: ['isolation_policy'],
    })));
  return [...weaker, ...harmfulProfile(container, exempt)];
}

/** Returns the policy of a container, or undefined if it has none that is known. Throws if it can't be read. */
export function policyOf(container: DescribedContainer): Policy | undefined {
  try {
    const policy = fromAttributes(container, (value) => value instanceof Unknown);
    requireReasons(container);
    return policy;
  } catch (error) {
    if (!(error instanceof MalformedPolicy)) throw error;
    throw new DiagnosticError({
      summary: `${named('Container', container.name)} has no isolation policy that can be read`,
      detail: `${JSON.stringify(container.isolation_policy)} is no isolation policy. ${error.message}`,
      path: ['isolation_policy'],
    });
  }
}

/** Throws if a reason that is known can't be read: one that is known only after apply was not validated. */
function requireReasons({ name, isolation_exemptions: reasons }: DescribedContainer): void {
  const problems = Object.entries({ ...reasons as object | null } as Record<string, unknown>).flatMap(([control, reason]) => (
    typeof reason === 'string' ? exemptionProblem(control, reason) ?? [] : []));
  if (problems.length === 0) return;
  throw new DiagnosticError({
    summary: `${named('Container', name)} has an exemption without a reason that can be read`,
    detail: problems.join(' '),
    path: ['isolation_exemptions'],
  });
}

/** Returns what is wrong with an exemption and its reason, or undefined if a reader of the plan sees the reason. */
export function exemptionProblem(control: string, reason: string): string | undefined {
  const problem = reasonProblem(reason);
  return problem && `The exemption from "${control}" ${problem}. Write in one line of words why it is needed.`;
}

/** The stack's own exemptions don't count: only the owner of the floor can exempt a container from it. */
function belowFloor(container: DescribedContainer, machine: Machine, floor: IsolationFloor | undefined): Problem[] {
  if (floor === undefined) return [];
  const exempt = exemptionsFor(container, floor).map(({ control }) => control);
  const elsewhere = exempt.includes('cgroup_namespace') ? [] : inOtherGroup(container, floor);
  // The group of a container that is elsewhere is one problem, not two.
  const seen = elsewhere.length === 0 ? container : { ...container, cgroup_parent: '' };
  const weaker = violations(floor.controls, observedOf(seen, machine, floor.sharedFolders), exempt);
  return [
    ...elsewhere, ...weaker.map((violation) => refusal(violation, container, judgementOf(floor))), ...harmfulProfile(container, exempt),
  ];
}

/** A profile may be strict and still do harm: while a start does not end, the engine answers no request about the container. */
function harmfulProfile(container: DescribedContainer, exempt: readonly ControlName[]): Problem[] {
  const problems = exempt.includes('seccomp') ? [] : profileProblems(container, (value) => value instanceof Unknown);
  return problems.map(({ summary, detail }) => ({
    control: 'seccomp', summary: `${named('Container', container.name)} ${summary}`, detail, path: ['security_opts'],
  }));
}

/** Returns the problems of a container that is outside of the pools that the floor lists, or that keeps one from being suspended. */
function inOtherGroup(
  { name, cgroup_parent: parent, oom_kill_disable: waits }: DescribedContainer, floor: IsolationFloor,
): Problem[] {
  return Object.entries({ cgroup_parent: outsidePools(parent, floor), oom_kill_disable: waitsForMemory(waits, floor) })
    .flatMap(([attribute, problem]) => (problem === undefined ? [] : [{
      control: 'cgroup_namespace' as const,
      summary: `${named('Container', name)} can't run there under the isolation floor of this machine`,
      detail: `\`${attribute}\` ${problem} Or exempt the container from \`cgroup_namespace\` there.`,
    }]));
}

function judgementOf({ path }: IsolationFloor): Judgement {
  return {
    judge: 'the isolation floor of this machine',
    requires: `the floor in "${path}" requires`,
    exempt: 'Only the owner of that file can exempt the container.',
  };
}

/**
 * Throws if every container that mounts a volume would be weaker than the floor, unless the floor exempts a container from that control.
 * Accepts unknown values.
 */
export function requireFloorForVolume(
  { name, driver, driver_opts: options }: { readonly [attribute: string]: unknown }, engine?: Engine,
): void {
  const floor = readIsolationFloor(process.env);
  if (floor === undefined || options instanceof Unknown) return;
  // Whether the engine fills it is up to the container that mounts it.
  const mount = { type: 'volume', volume_options: [{ driver_name: driver, driver_options: options, no_copy: true }] };
  const exempt = floor.exemptions.map(({ control }) => control);
  const found = observedOf({ mounts: [mount] }, socketOf(engine), floor.sharedFolders);
  const weaker = violations(floor.controls, found, exempt).filter(({ control }) => PATH_CONTROLS.includes(control));
  throwIfAny(weaker.map((violation) => refusal(violation, { name }, judgementOf(floor), 'Volume')));
}

/** Throws if there is a floor that does not allow bootstraps. */
export function requireFloorForBootstrap(machine: string, environment: NodeJS.ProcessEnv = process.env): void {
  const floor = readIsolationFloor(environment);
  if (floor === undefined || floor.bootstraps) return;
  throw new DiagnosticError({
    summary: `${machine} can't be bootstrapped under the isolation floor of this machine`,
    detail: 'The script runs as root on the machine of the engine, and no control applies to it. The floor in '
      + `"${floor.path}" allows no bootstraps.\n\nThe owner of that file allows them: "bootstraps": true.`,
    path: ['script'],
  });
}

/** What differs between refusals. */
interface Judgement {
  readonly judge: string;
  readonly requires: string;
  readonly exempt: string;
  readonly path?: Diagnostic['path'];
}

function refusal(
  { control, wanted, found }: Violation, { name }: DescribedContainer, { judge, requires, exempt, path }: Judgement,
  kind: 'Container' | 'Volume' = 'Container',
): Problem {
  const { title, lattice } = controlRow(control);
  return {
    control,
    summary: `${named(kind, name)} is weaker than ${judge}: ${title.toLowerCase()}`,
    detail: [
      `\`${control}\`: ${requires} ${lattice.show(wanted)}, but the value is ${lattice.show(found)}.`,
      ...sourcesOf(control).map((source) => `Asked for by ${source}.`),
      '',
      `${remedyFor(control, wanted)} ${exempt}`,
    ].join('\n'),
    ...(path && { path }),
  };
}

/** Returns what a message calls an object, whose name may not be known yet. */
function named(kind: 'Container' | 'Volume', name: unknown): string {
  return typeof name === 'string' ? `${kind} "${name}"` : `The ${kind.toLowerCase()}`;
}

/** Returns what to change in the attributes of a container so that it satisfies a control. */
export function remedyFor(control: ControlName, wanted: unknown): string {
  const { lattice, remedy: { resource: remedy } } = controlRow(control);
  return typeof remedy === 'string' ? remedy : remedy(wanted, lattice.show(wanted));
}

/** Returns the path of the engine's socket, if the engine is known and listens on one. */
function socketOf(engine: Engine | undefined): { engineSocket?: string } {
  try {
    const target = engine?.endpoint.target;
    return target?.kind === 'unix' ? { engineSocket: target.socketPath } : {};
  } catch {
    return {};
  }
}
