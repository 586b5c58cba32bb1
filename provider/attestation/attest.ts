import { Check, cisChecks } from './cis';
import { configuredControls } from './configured';
import { EngineFacts, engineFacts } from './engine-facts';
import { Evidence, gather } from './gather';
import { Findings, inForce, kernelOf } from './in-force';
import { pssChecks } from './pss';
import { weaknesses } from '../../src/shared/controls/compare';
import { ExemptControl } from '../../src/shared/controls/document';
import { CONTROL_NAMES, ControlName, controlRow, Controls } from '../../src/shared/controls/table';
import { Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { Inspect } from '../resources/container/fields/fact';

/** A container that is to be attested, and what it has to be isolated by at least. */
export interface Attested {
  readonly id: string;
  readonly name: string;
  readonly wanted: Controls;
  readonly exemptions: readonly ExemptControl[];
}

/** One control of one container, in words. */
export interface Cell {
  readonly wanted: string | null;
  readonly configured: string | null;
  readonly in_force: string | null;
  /** What says what is in force, or why nothing does. */
  readonly evidence: string;
  readonly verdict: 'pass' | 'fail' | 'exempt' | 'not asked for';
}

export interface ContainerReport {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
  readonly runtime: string;
  /** What the kernel that it runs on says that it is. */
  readonly kernel: string | null;
  readonly controls: { readonly [N in ControlName]: Cell };
  readonly exemptions: readonly ExemptControl[];
  readonly cis: readonly Check[];
  readonly pss: { readonly baseline: readonly Check[]; readonly restricted: readonly Check[] };
  readonly weaknesses: readonly string[];
}

/** What an attestation comes to. It says the same as long as nothing is different: no times, no numbers of processes. */
export interface Report {
  readonly engine: EngineFacts & { readonly address: string };
  /** Whether what is in force was looked at. */
  readonly probe: boolean;
  readonly containers: readonly ContainerReport[];
  readonly weaknesses: readonly string[];
}

export interface AttestOptions {
  readonly probe: boolean;
  /** Whether to ask the engine now, and not to share what others asked before. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
}

/** Holds what is wanted of containers against what the engine says of them, and against what is in force. Nothing is left behind on the engine. */
export async function attest(engine: Engine, attested: readonly Attested[], { probe, fresh, signal }: AttestOptions): Promise<Report> {
  const facts = await engineFacts(engine);
  const found = await Promise.all(attested.map(({ id }) => inspectContainer(engine, id, { fresh })));
  const running = found.filter((inspect) => inspect !== undefined).filter(({ State: state }) => state.Running && state.Pid > 0);
  // The probe is no change of what others ask about, so it has a client of its own: the answers that they share go on to hold.
  const evidence = probe ? await gather(new Engine(engine.endpoint), facts, distinct(running), signal) : undefined;
  const containers = attested.map((container, index) => {
    const inspect = found[index];
    return inspect === undefined ? undefined : reportOn(container, inspect, facts, evidence);
  });
  return {
    engine: { ...facts, address: engine.endpoint.address },
    probe,
    containers: containers.filter((container) => container !== undefined),
    weaknesses: attested.flatMap(({ name, id }, index) => containers[index]?.weaknesses ?? [`${name || id}: there is no such container any more`]),
  };
}

function reportOn(attested: Attested, inspect: Inspect, facts: EngineFacts, evidence: Evidence | undefined): ContainerReport {
  const { name, wanted, exemptions } = attested;
  const configured = configuredControls(inspect, facts);
  const seen = evidence?.seen.get(inspect.Id);
  const findings = seen && inForce({ inspect, configured, facts, evidence: evidence!, seen });
  const unseen = evidence === undefined ? 'not looked at' : 'not running';
  const forced = findings === undefined ? {} : valuesOf(findings);
  const exempt = exemptions.map(({ control }) => control);
  // That others share its namespaces is not for it to configure: it counts against what is wanted only.
  const own: Controls = Object.fromEntries(Object.entries(forced).filter(([, value]) => value !== 'shared'));
  const pairs = [[wanted, configured], [wanted, forced], [configured, own]] as const;
  const weak = (except: readonly ControlName[]) =>
    new Set(pairs.flatMap(([asked, has]) => weaknesses(asked, has, except)).map(({ control }) => control));
  const [problems, lifted] = [weak(exempt), weak([])];
  const shown = name || inspect.Name.replace(/^\//, '');
  const controls = Object.fromEntries(CONTROL_NAMES.map((control): [ControlName, Cell] => [control, {
    wanted: show(control, wanted),
    configured: show(control, configured),
    in_force: show(control, forced),
    evidence: findings?.[control].from ?? unseen,
    verdict: problems.has(control) ? 'fail' : lifted.has(control) || exempt.includes(control) ? 'exempt' : control in wanted ? 'pass' : 'not asked for',
  }])) as Record<ControlName, Cell>;
  const checked = { inspect, facts, found: { ...configured, ...forced } };
  return {
    id: inspect.Id,
    name: shown,
    image: (inspect.Config.Image as string | undefined) ?? 'unknown',
    state: (inspect.State.Status as string | undefined) ?? 'unknown',
    runtime: inspect.HostConfig.Runtime ?? facts.defaultRuntime,
    kernel: seen === undefined ? null : kernelOf((seen.twin ?? evidence!.host)('/proc/version')),
    controls,
    exemptions,
    cis: cisChecks(checked),
    pss: { baseline: pssChecks(checked, 'baseline'), restricted: pssChecks(checked, 'restricted') },
    weaknesses: CONTROL_NAMES.filter((control) => problems.has(control)).map((control) => inWords(shown, control, controls[control])),
  };
}

function valuesOf(findings: Findings): Controls {
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => findings[name].value === undefined ? [] : [[name, findings[name].value]]));
}

function show(control: ControlName, controls: Controls): string | null {
  const value: unknown = controls[control];
  return value === undefined ? null : controlRow(control).lattice.show(value);
}

function inWords(name: string, control: ControlName, { wanted, configured, in_force: forced, evidence }: Cell): string {
  const seen = `in force: ${forced ?? 'not seen'} (${evidence})`;
  return `${name}: ${control}: wanted: ${wanted ?? 'what is configured'}; configured: ${configured ?? 'unknown'}; ${seen}`;
}

function distinct(containers: readonly Inspect[]): Inspect[] {
  return [...new Map(containers.map((container) => [container.Id, container])).values()];
}
