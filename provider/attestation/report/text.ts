import { worstFirst } from './order';
import { printableReport } from './printable';
import { CONTROL_NAMES } from '../../../src/shared/controls/table';
import { ContainerReport, Report } from '../attest';
import { Check, CheckResult } from '../check';
import { OtherContainer } from '../others';
import { unattestedLine } from '../unattested-nodes';

/** Formats a report as text for a terminal or an email. */
export function textOf(original: Report): string {
  const report = printableReport(original);
  const { engine, containers, weaknesses, probe } = report;
  return [
    `Isolation of ${containers.length} ${containers.length === 1 ? 'container' : 'containers'} at ${engine.address}`,
    `Docker Engine ${engine.version}, kernel ${engine.kernel}, control groups v${engine.cgroupVersion}`,
    probe ? 'What is in force was inspected.' : 'What is in force was not inspected, only what is configured.',
    weaknesses.length === 0
      ? 'Nothing is weaker than wanted.'
      : ['Weaker than wanted or configured:', ...weaknesses.map((one) => `  ${one}`)].join('\n'),
    unknownLine(report),
    ...nodesLine(report),
    ...worstFirst(containers).map(container),
    '',
    ...others(report),
  ].join('\n') + '\n';
}

function container({ name, id, image, state, runtime, kernel, controls, exemptions, cis, pss }: ContainerReport): string {
  const rows = CONTROL_NAMES.map((control) => {
    const { wanted, configured, in_force: inForce, verdict, evidence } = controls[control];
    return [control, wanted ?? '-', configured ?? '-', inForce ?? '-', verdict, evidence];
  });
  const table = [['CONTROL', 'WANTED', 'CONFIGURED', 'IN FORCE', 'VERDICT', 'EVIDENCE'], ...rows];
  const widths = table[0]!.map((_, column) => Math.min(40, Math.max(...table.map((row) => row[column]!.length))));
  const padded = (row: readonly string[]) => row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column]!));
  return [
    '',
    `${name} (${id.slice(0, 12)}), ${state}, image ${image}, runtime ${runtime}${kernel === null ? '' : `, kernel ${kernel}`}`,
    ...table.map((row) => `  ${padded(row).join('  ')}`),
    ...exemptions.map(({ control, reason }) => `  exempt from ${control}: ${reason}`),
    `  CIS Docker Benchmark, section 5: ${summary(cis)}`,
    `  Pod Security Standards, baseline: ${summary(pss.baseline)}`,
    `  Pod Security Standards, restricted: ${summary(pss.restricted)}`,
  ].join('\n');
}

/** Returns a line for each other container on the engine. */
function others(report: Report): string[] {
  const listed = report.others ?? [];
  const rows = listed.map((one) => [one.name, one.image, weakerIn(one)] as const);
  const widths = [0, 1].map((column) => Math.min(40, Math.max(0, ...rows.map((row) => row[column]!.length))));
  return [
    othersLine(report),
    ...rows.map(([name, image, weaker]) => `  ${name.padEnd(widths[0]!)}  ${image.padEnd(widths[1]!)}  ${weaker}`),
  ];
}

/** Returns a line about the other containers on the engine. */
export function othersLine({ others: listed }: Pick<Report, 'others'>): string {
  if (listed === null) return 'The other containers on this engine were not listed.';
  if (listed.length === 0) return 'No other containers ran on this engine.';
  const weaker = listed.filter(({ weaknesses }) => weaknesses?.length !== 0).length;
  return `Other containers that ran on this engine: ${listed.length}. As configured, ${weaker} of them ${weaker === 1 ? 'is' : 'are'} `
    + 'weaker than BASELINE. They are not attested, and do not decide whether this attestation passes.';
}

/** Lists the controls in which another container is weaker than BASELINE. */
export function weakerIn({ weaknesses }: OtherContainer): string {
  if (weaknesses === null) return 'unknown: the engine did not report its configuration';
  return weaknesses.length === 0 ? '-' : weaknesses.map(({ control }) => control).join(', ');
}

/** Returns a line about the nodes of the swarm that are attested nowhere, if it was asked for. */
export function nodesLine({ unattested_nodes: nodes }: Pick<Report, 'unattested_nodes'>): string[] {
  if (nodes === null) return [];
  return [nodes.length === 0 ? 'All nodes of the swarm are attested.' : unattestedLine(nodes)];
}

/** Returns a line about the controls for which nothing shows what is in force. */
export function unknownLine({ containers }: Pick<Report, 'containers'>): string {
  const unknown = containers.map(({ controls }) => CONTROL_NAMES.filter((control) => controls[control].verdict === 'unknown').length);
  const concerned = unknown.filter((count) => count > 0);
  if (containers.length === 0) return 'No container was attested.';
  if (concerned.length === 0) return 'There is evidence for all that is wanted.';
  const sum = concerned.reduce((total, count) => total + count, 0);
  return `Without evidence of what is in force: ${sum} ${sum === 1 ? 'control' : 'controls'} of ${concerned.length} `
    + `${concerned.length === 1 ? 'container' : 'containers'}, with the verdict "unknown". The column of the evidence says why.`;
}

/** Summarizes how many checks passed, which did not, and which are not known to. */
export function summary(checks: readonly Check[]): string {
  const namesOf = (wanted: CheckResult) => checks.filter(({ result }) => result === wanted)
    .map(({ id, title }) => /^\d/.test(id) ? id : title);
  const [passed, failed, unknown] = [namesOf('pass'), namesOf('warn'), namesOf('unknown')];
  return `${passed.length} of ${passed.length + failed.length + unknown.length} passed`
    + (failed.length === 0 ? '' : `; not passed: ${failed.join(', ')}`)
    + (unknown.length === 0 ? '' : `; unknown: ${unknown.join(', ')}`);
}
