import { joinersBetweenRestarts } from './between-restarts';
import { Check } from './check';
import { cisChecks } from './cis';
import { configuredControls, Host } from './configured';
import { Finding } from './evidence/row';
import { Evidence, gather, mayBeSandboxed, Running } from './gather';
import { Findings, findInForce } from './in-force';
import { networksOf } from './networks';
import { neighboursOf, OtherContainer, otherContainers } from './others';
import { parseKernelVersion } from './proc';
import { pssChecks } from './pss';
import { Subject } from './subject';
import { UnattestedNode } from './unattested-nodes';
import { violations, withImplied } from '../../src/shared/controls/compare';
import { ExemptControl } from '../../src/shared/controls/document';
import { HostPath, SharedFolder } from '../../src/shared/controls/host-path';
import { ownerOf } from '../../src/shared/controls/joined-namespace';
import { CONTROL_NAMES, ControlName, controlRow, Controls } from '../../src/shared/controls/table';
import { Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { EngineFacts, engineFacts } from '../isolation/engine-facts';
import { networkOwner, withNamespacesOfOwners } from '../isolation/owners';
import { visibleHostPaths, withSameProcesses } from '../isolation/shared-processes';
import { Inspect } from '../resources/container/fields/fact';

/** A container to attest, and its policy. The name is the one in the report: empty for the engine's. */
export interface AttestedContainer {
  readonly id: string;
  readonly name: string;
  readonly wanted: Controls;
  readonly exemptions: readonly ExemptControl[];
  /** The folders of the host that it may mount. @default - none */
  readonly sharedFolders?: readonly SharedFolder[];
  /** The controls that the engine has to hold for it although it can't ask for them. What it asks for does not count. @default - none */
  readonly byEngine?: readonly ControlName[];
}

/** One control of one container, formatted for a report. */
export interface Cell {
  readonly wanted: string | null;
  readonly configured: string | null;
  readonly in_force: string | null;
  /** The source of what is in force, or why it is not known. */
  readonly evidence: string;
  /** Without evidence of what is in force, the verdict is "unknown", and never "pass". */
  readonly verdict: 'pass' | 'fail' | 'exempt' | 'unknown' | 'not asked for';
}

export interface ContainerReport {
  readonly id: string;
  readonly name: string;
  /** The id of its image. A name may refer to another image by now. */
  readonly image: string;
  readonly state: string;
  readonly runtime: string;
  /** The version of the kernel on which it runs. Null if it was not inspected. */
  readonly kernel: string | null;
  readonly controls: { readonly [N in ControlName]: Cell };
  readonly exemptions: readonly ExemptControl[];
  readonly cis: readonly Check[];
  readonly pss: { readonly baseline: readonly Check[]; readonly restricted: readonly Check[] };
  readonly weaknesses: readonly string[];
}

/** The result of an attestation. Contains no times and no process ids, so it changes only if the isolation changes. */
export interface Report {
  readonly engine: EngineFacts & { readonly address: string };
  /** Whether what is in force was inspected. */
  readonly probe: boolean;
  readonly containers: readonly ContainerReport[];
  /** The other containers that run on the engine, the weakest first. Null if they were not listed. They decide nothing. */
  readonly others: readonly OtherContainer[] | null;
  /** The nodes of the swarm whose tasks are attested nowhere. Null if nobody asked for them. They decide nothing. */
  readonly unattested_nodes: readonly UnattestedNode[] | null;
  readonly weaknesses: readonly string[];
}

export interface AttestOptions {
  readonly probe: boolean;
  /** The other containers on the engine, as an earlier report lists them. @default - the engine is asked */
  readonly others?: Report['others'];
  /** The nodes that are attested nowhere. @default - nobody asked for them */
  readonly unattestedNodes?: Report['unattested_nodes'];
  /** Whether to ask the engine again instead of using cached answers. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
}

/** Compares the wanted controls of containers with the configured ones and with those in force. Leaves nothing on the engine. */
export async function attest(
  engine: Engine, attested: readonly AttestedContainer[], { probe, fresh, signal, others, unattestedNodes = null }: AttestOptions,
): Promise<Report> {
  const facts = await engineFacts(engine);
  const inspected = await Promise.all(attested.map(({ id }) => inspectContainer(engine, id, { fresh })));
  const running = inspected.filter((inspect) => inspect !== undefined).filter(({ State: state }) => state.Running && state.Pid > 0);
  const joins = running.some(({ HostConfig: { PidMode: mode } }) => ownerOf(mode) !== undefined);
  const neighbours = joins || probe && running.length > 0 ? await neighboursOf(engine, idsOf(inspected), signal) : [];
  const known = [...inspected.filter((inspect) => inspect !== undefined), ...neighbours ?? []];
  const joiners = new Map(attested.map(({ id, exemptions }) => [id, exemptionsOfJoiner(exemptions)]));
  const seen = new Map(await Promise.all(inspected.filter((inspect) => inspect !== undefined).map(async (inspect) => {
    const members = withSameProcesses(inspect, known)?.map((member) => ({ inspect: member, exempt: joiners.get(member.Id) ?? [] }));
    const judged = members?.filter(({ exempt }) => !exempt.includes('host_paths')).map((member) => member.inspect);
    const paths = await visibleHostPaths(engine, inspect, judged, { fresh });
    const joined = await withNamespacesOfOwners(engine, inspect, { fresh });
    return [inspect.Id, { members: members ?? [], paths, joined, owner: await networkOwner(engine, inspect, { fresh }) }] as const;
  })));
  // The probe changes nothing that the shared engine client has cached. A client of its own keeps those answers valid.
  const evidence = probe
    ? await gather(
      new Engine(engine.endpoint), facts, runningAmong(running, neighbours, known),
      await networksOf(engine, running.flatMap(({ Id: id }) => seen.get(id)!.owner ?? [])), signal,
    )
    : undefined;
  const containers = attested.map((container, index) => {
    const inspect = inspected[index];
    return inspect === undefined ? undefined : reportOf(container, inspect, seen.get(inspect.Id)!, facts, evidence);
  });
  return {
    engine: { ...facts, address: engine.endpoint.address },
    probe,
    containers: containers.filter((container) => container !== undefined),
    // After the probe has ended, so that it is not among them.
    others: others === undefined ? await otherContainers(engine, facts, idsOf(inspected), signal) : others,
    unattested_nodes: unattestedNodes,
    weaknesses: attested.flatMap(({ name, id }, index) =>
      containers[index]?.weaknesses ?? [`${name || id}: the container does not exist any more`]),
  };
}

function runningAmong(containers: readonly Inspect[], neighbours: readonly Inspect[] | undefined, known: readonly Inspect[]): Running {
  return {
    containers: distinct(containers),
    neighbours: neighbours?.filter(({ State: { Pid: pid } }) => pid > 0),
    joiners: joinersBetweenRestarts(known),
  };
}

/** What a container sees of others and of its host. */
interface Seen {
  /** The other containers with the same process namespace, as far as they are known. */
  readonly members: readonly Member[];
  readonly paths: readonly HostPath[];
  /** The container, with the namespaces that it has from those that it joins. */
  readonly joined: Inspect;
  /** The container whose network it has. */
  readonly owner: Inspect | undefined;
}

/** A container with the same process namespace as another one. */
interface Member {
  readonly inspect: Inspect;
  /** The controls that it may have weaker than those whose processes it shares. */
  readonly exempt: readonly ControlName[];
}

/**
 * Returns the controls that a container may have weaker than those whose processes it joins: what it is exempt from, if it is exempt from
 * having processes of its own. Who wrote the reasons has seen that the two are one.
 */
function exemptionsOfJoiner(exemptions: readonly ExemptControl[]): readonly ControlName[] {
  const exempt = withImplied(exemptions.map(({ control }) => control));
  return exempt.includes('pid_namespace') ? exempt : [];
}

function reportOf(
  attested: AttestedContainer, inspect: Inspect, { members, paths, joined, owner }: Seen, facts: EngineFacts,
  evidence: Evidence | undefined,
): ContainerReport {
  const { exemptions, sharedFolders = [] } = attested;
  const name = attested.name || inspect.Name.replace(/^\//, '');
  const configured = configuredControls(joined, paths, { facts, sharedFolders });
  const files = evidence?.files.get(inspect.Id);
  const findings = files && findInForce(new Subject({ inspect, owner, configured, facts, sharedFolders, evidence: evidence!, files }));
  const inForce = findings === undefined ? {} : valuesOf(findings);
  const weaker = weakerMembers(attested.wanted, members, { facts, sharedFolders });
  const findingOf = (control: ControlName): Finding => ({
    ...findings?.[control] ?? { from: evidence === undefined ? 'not inspected' : 'not running' }, ...weaker.get(control),
  });
  const { controls, failed } = compareControls(attested, configured, inForce, findingOf);
  const checked = { inspect, facts, configured, inForce, whyUnknown: (control: ControlName) => findingOf(control).from };
  return {
    id: inspect.Id,
    name,
    image: inspect.Image,
    state: (inspect.State.Status as string | undefined) ?? 'unknown',
    runtime: inspect.HostConfig.Runtime ?? facts.defaultRuntime,
    kernel: files === undefined ? null : kernelOf(inspect, evidence!),
    controls,
    exemptions,
    cis: cisChecks(checked),
    pss: { baseline: pssChecks(checked, 'baseline'), restricted: pssChecks(checked, 'restricted') },
    weaknesses: failed.map((control) => describeFailure(name, control, controls[control])),
  };
}

/**
 * Returns the controls in which a container with the same process namespace is weaker than wanted: a process can run code in those that it
 * sees. Their mounts are among the container's own paths.
 */
function weakerMembers(wanted: Controls, members: readonly Member[], host: Host): Map<ControlName, Pick<Finding, 'drift' | 'exempted'>> {
  const weaker = members.flatMap(({ inspect, exempt }) => (
    violations(wanted, configuredControls(inspect, [], host)).map(({ control, found }) => {
      const text = `"${inspect.Name.replace(/^\//, '')}", whose processes it shares, has ${controlRow(control).lattice.show(found)}`;
      return { control, isExempt: exempt.includes(control), text };
    })));
  const exempted = weaker.filter(({ isExempt }) => isExempt).map(({ control, text }) => [control, { exempted: text }] as const);
  // Where one of several members is not exempt, that decides.
  const drifted = weaker.filter(({ isExempt }) => !isExempt).map(({ control, text }) => [control, { drift: text }] as const);
  return new Map<ControlName, Pick<Finding, 'drift' | 'exempted'>>([...exempted, ...drifted]);
}

function kernelOf(inspect: Inspect, { files, host }: Evidence): string | null {
  const version = mayBeSandboxed(inspect) ? files.get(inspect.Id)?.twin?.('/proc/version') : host('/proc/version');
  return version === undefined ? null : parseKernelVersion(version);
}

interface ControlResults {
  readonly controls: ContainerReport['controls'];
  /** The controls that fail, in the table's order. */
  readonly failed: readonly ControlName[];
}

/** Compares each control as wanted, configured and in force. */
function compareControls(
  { wanted, exemptions, byEngine = [] }: AttestedContainer, configured: Controls, inForce: Controls,
  findingOf: (control: ControlName) => Finding,
): ControlResults {
  // Another container can join a namespace whatever the owner configures, so "shared" is compared only with what is wanted. So is the limit
  // of the engine's disk: those of other disks may be configured, and a missing one is drift.
  const comparable: Controls = Object.fromEntries(
    Object.entries(inForce).filter(([control, value]) => value !== 'shared' && control !== 'disk_io'));
  const asked = Object.fromEntries(Object.entries(wanted).filter(([control]) => !byEngine.includes(control as ControlName)));
  const pairs = [[asked, configured], [wanted, inForce], [configured, comparable]] as const;
  const drifted = CONTROL_NAMES.filter((control) => findingOf(control).drift !== undefined);
  const violated = (except: readonly ControlName[]) => new Set([
    ...pairs.flatMap(([expected, actual]) => violations(expected, actual, except)).map(({ control }) => control),
    ...drifted.filter((control) => !withImplied(except).includes(control)),
  ]);
  const exempt = exemptions.map(({ control }) => control);
  const [failed, violatedWithoutExemptions] = [violated(exempt), violated([])];
  const verdict = (control: ControlName): Cell['verdict'] => {
    if (failed.has(control)) return 'fail';
    if (violatedWithoutExemptions.has(control) || exempt.includes(control) || findingOf(control).exempted !== undefined) return 'exempt';
    if (!(control in wanted)) return 'not asked for';
    return inForce[control] === undefined ? 'unknown' : 'pass';
  };
  const cells = CONTROL_NAMES.map((control): [ControlName, Cell] => [control, {
    wanted: show(control, wanted),
    configured: show(control, configured),
    in_force: show(control, inForce),
    evidence: describeEvidence(findingOf(control)),
    verdict: verdict(control),
  }]);
  return {
    controls: Object.fromEntries(cells) as Record<ControlName, Cell>,
    failed: CONTROL_NAMES.filter((control) => failed.has(control)),
  };
}

function describeEvidence({ from, drift, exempted }: Finding): string {
  const but = drift ?? exempted;
  return but === undefined ? from : `${from}, but ${but}`;
}

function valuesOf(findings: Findings): Controls {
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => findings[name].value === undefined ? [] : [[name, findings[name].value]]));
}

function show(control: ControlName, controls: Controls): string | null {
  const value: unknown = controls[control];
  return value === undefined ? null : controlRow(control).lattice.show(value);
}

function describeFailure(name: string, control: ControlName, { wanted, configured, in_force: inForce, evidence }: Cell): string {
  const evidenced = `in force: ${inForce ?? 'unknown'} (${evidence})`;
  return `${name}: ${control}: wanted: ${wanted ?? 'what is configured'}; configured: ${configured ?? 'unknown'}; ${evidenced}`;
}

function idsOf(inspected: ReadonlyArray<Inspect | undefined>): ReadonlySet<string> {
  return new Set(inspected.flatMap((inspect) => inspect?.Id ?? []));
}

function distinct(containers: readonly Inspect[]): Inspect[] {
  return [...new Map(containers.map((container) => [container.Id, container])).values()];
}
