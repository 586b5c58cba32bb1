import { Check, cisChecks } from './cis';
import { configuredControls } from './configured';
import { EngineFacts, engineFacts } from './engine-facts';
import { Evidence, gather } from './gather';
import { Findings, inForce } from './in-force';
import { kernelOf } from './proc';
import { pssChecks } from './pss';
import { Subject } from './subject';
import { violations } from '../../src/shared/controls/compare';
import { ExemptControl } from '../../src/shared/controls/document';
import { CONTROL_NAMES, ControlName, controlRow, Controls } from '../../src/shared/controls/table';
import { Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { Inspect } from '../resources/container/fields/fact';

/** A container to attest, and its policy. */
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
  /** The source of what is in force, or why it is not known. */
  readonly evidence: string;
  readonly verdict: 'pass' | 'fail' | 'exempt' | 'not asked for';
}

export interface ContainerReport {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
  readonly runtime: string;
  /** The version that the kernel it runs on reports. */
  readonly kernel: string | null;
  readonly controls: { readonly [N in ControlName]: Cell };
  readonly exemptions: readonly ExemptControl[];
  readonly cis: readonly Check[];
  readonly pss: { readonly baseline: readonly Check[]; readonly restricted: readonly Check[] };
  readonly weaknesses: readonly string[];
}

/** The result of an attestation. It has no times and no process ids, so it changes only if the isolation changes. */
export interface Report {
  readonly engine: EngineFacts & { readonly address: string };
  /** Whether what is in force was inspected. */
  readonly probe: boolean;
  readonly containers: readonly ContainerReport[];
  readonly weaknesses: readonly string[];
}

export interface AttestOptions {
  readonly probe: boolean;
  /** Whether to ask the engine now, instead of sharing earlier answers. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
}

/** Compares what is wanted of containers with what the engine reports and with what is in force. Leaves nothing behind on the engine. */
export async function attest(engine: Engine, attested: readonly Attested[], { probe, fresh, signal }: AttestOptions): Promise<Report> {
  const facts = await engineFacts(engine);
  const inspected = await Promise.all(attested.map(({ id }) => inspectContainer(engine, id, { fresh })));
  const running = inspected.filter((inspect) => inspect !== undefined).filter(({ State: state }) => state.Running && state.Pid > 0);
  // The probe does not change what others ask the engine about. It has a client of its own, so that shared answers stay valid.
  const evidence = probe ? await gather(new Engine(engine.endpoint), facts, distinct(running), signal) : undefined;
  const containers = attested.map((container, index) => {
    const inspect = inspected[index];
    return inspect === undefined ? undefined : reportOn(container, inspect, facts, evidence);
  });
  return {
    engine: { ...facts, address: engine.endpoint.address },
    probe,
    containers: containers.filter((container) => container !== undefined),
    weaknesses: attested.flatMap(({ name, id }, index) =>
      containers[index]?.weaknesses ?? [`${name || id}: the container does not exist any more`]),
  };
}

function reportOn(attested: Attested, inspect: Inspect, facts: EngineFacts, evidence: Evidence | undefined): ContainerReport {
  const { exemptions } = attested;
  const name = attested.name || inspect.Name.replace(/^\//, '');
  const configured = configuredControls(inspect, facts);
  const seen = evidence?.seen.get(inspect.Id);
  const findings = seen && inForce(new Subject({ inspect, configured, facts, evidence: evidence!, seen }));
  const forced = findings === undefined ? {} : valuesOf(findings);
  const { controls, failed } = judge(attested, configured, forced, (control) =>
    findings?.[control].from ?? (evidence === undefined ? 'not inspected' : 'not running'));
  const checked = { inspect, facts, found: { ...configured, ...forced } };
  return {
    id: inspect.Id,
    name,
    image: (inspect.Config.Image as string | undefined) ?? 'unknown',
    state: (inspect.State.Status as string | undefined) ?? 'unknown',
    runtime: inspect.HostConfig.Runtime ?? facts.defaultRuntime,
    kernel: seen === undefined ? null : kernelOf((seen.twin ?? evidence!.host)('/proc/version')),
    controls,
    exemptions,
    cis: cisChecks(checked),
    pss: { baseline: pssChecks(checked, 'baseline'), restricted: pssChecks(checked, 'restricted') },
    weaknesses: failed.map((control) => describeFailure(name, control, controls[control])),
  };
}

interface Judgement {
  readonly controls: ContainerReport['controls'];
  /** The controls that fail, in the table's order. */
  readonly failed: readonly ControlName[];
}

/** Compares each control as wanted, configured and in force. */
function judge(
  { wanted, exemptions }: Attested, configured: Controls, forced: Controls, evidenceFor: (control: ControlName) => string,
): Judgement {
  // A container cannot configure that others share its namespaces, so that counts only against what is wanted.
  const own: Controls = Object.fromEntries(Object.entries(forced).filter(([, value]) => value !== 'shared'));
  const pairs = [[wanted, configured], [wanted, forced], [configured, own]] as const;
  const violated = (except: readonly ControlName[]) =>
    new Set(pairs.flatMap(([expected, actual]) => violations(expected, actual, except)).map(({ control }) => control));
  const exempt = exemptions.map(({ control }) => control);
  const [failed, violatedWithoutExemptions] = [violated(exempt), violated([])];
  const verdict = (control: ControlName): Cell['verdict'] => {
    if (failed.has(control)) return 'fail';
    if (violatedWithoutExemptions.has(control) || exempt.includes(control)) return 'exempt';
    return control in wanted ? 'pass' : 'not asked for';
  };
  const cells = CONTROL_NAMES.map((control): [ControlName, Cell] => [control, {
    wanted: show(control, wanted),
    configured: show(control, configured),
    in_force: show(control, forced),
    evidence: evidenceFor(control),
    verdict: verdict(control),
  }]);
  return {
    controls: Object.fromEntries(cells) as Record<ControlName, Cell>,
    failed: CONTROL_NAMES.filter((control) => failed.has(control)),
  };
}

function valuesOf(findings: Findings): Controls {
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => findings[name].value === undefined ? [] : [[name, findings[name].value]]));
}

function show(control: ControlName, controls: Controls): string | null {
  const value: unknown = controls[control];
  return value === undefined ? null : controlRow(control).lattice.show(value);
}

function describeFailure(name: string, control: ControlName, { wanted, configured, in_force: forced, evidence }: Cell): string {
  const seen = `in force: ${forced ?? 'unknown'} (${evidence})`;
  return `${name}: ${control}: wanted: ${wanted ?? 'what is configured'}; configured: ${configured ?? 'unknown'}; ${seen}`;
}

function distinct(containers: readonly Inspect[]): Inspect[] {
  return [...new Map(containers.map((container) => [container.Id, container])).values()];
}
