import { worstFirst } from './order';
import { nodesLine, othersLine, summary, unknownLine, weakerIn } from './text';
import { CONTROL_NAMES, ControlName, controlRow, sourcesOf } from '../../../src/shared/controls/table';
import { printable } from '../../diagnostics/printable';
import { Cell, ContainerReport, Report } from '../attest';
import { Check } from '../check';

// A word breaks only if it is wider than its column, and headings never do: `anywhere` would narrow a column to a few letters.
const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; max-width: 90rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 13px; margin: .5rem 0 1rem; }
th, td { border: 1px solid #ccc; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #f3f3f3; white-space: nowrap; }
.wide { overflow-x: auto; }
.matrix td { text-align: center; min-width: 1.5rem; } .matrix th.control { writing-mode: vertical-rl; white-space: nowrap; }
.pass { background: #dff2e1; } .fail, .warn { background: #f9d9d6; } .exempt { background: #fdf0cd; }
.unknown { background: #e7e7e7; } .quiet { color: #777; }
code { font-size: 12px; } summary { cursor: pointer; }`;

const MARKS: { readonly [V in Cell['verdict']]: string } = {
  'pass': '✓', 'fail': '✗', 'exempt': 'E', 'unknown': '?', 'not asked for': '·',
};

/** Formats a report as a single HTML page for auditors. It loads nothing and runs no scripts. */
export function htmlOf(report: Report, time: string): string {
  const { engine, weaknesses, probe } = report;
  const containers = worstFirst(report.containers);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Isolation report</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Isolation report</h1>
<p>${containers.length} ${containers.length === 1 ? 'container' : 'containers'}
at <code>${escape(engine.address)}</code>, attested ${escape(time)}.<br>
${engineLine(engine)}<br>
${probe
  ? 'What is in force was read from the kernel while the containers ran.'
  : '<strong>What is in force was not inspected, only what is configured.</strong>'}</p>
${outcome(weaknesses)}
${remedies(report)}
${escape(unknownLine(report))}
${nodesLine(report).map((line) => `<p>${escape(line)}</p>`).join('')}
<h2>Containers and controls</h2>
<p>Those with the most to fix come first.</p>
<p>✓ as wanted, ✗ weaker, E exempt, ? no evidence of what is in force, · not asked for.</p>
${matrix(containers)}
<h2>Exemptions</h2>
${exemptions(containers)}
<h2>Other containers</h2>
<p>${escape(othersLine(report))}</p>
${others(report)}
<h2>Controls</h2>
${table(['Control', 'Asked for by'], CONTROL_NAMES.map((name) => [
  escape(`${titleOf(name)} (${name})`), escape(sourcesOf(name).join('; ') || 'this project'),
]))}
${containers.map(section).join('\n')}
</body>
</html>
`;
}

function engineLine({ version, kernel, cgroupVersion, defaultRuntime }: Report['engine']): string {
  return escape(`Docker Engine ${version}, kernel ${kernel}, control groups v${cgroupVersion}, default runtime ${defaultRuntime}.`);
}

function outcome(weaknesses: readonly string[]): string {
  if (weaknesses.length === 0) return '<p class="pass">Nothing is weaker than wanted.</p>';
  const items = weaknesses.map((one) => `<li>${escape(one)}</li>`).join('');
  return `<div class="fail"><p>Weaker than wanted or configured:</p><ul>${items}</ul></div>`;
}

/** Returns what to do about each control that is weaker, with the containers that it concerns. */
function remedies({ containers }: Report): string {
  const items = CONTROL_NAMES.flatMap((control) => {
    const concerned = containers.filter(({ controls }) => controls[control].verdict === 'fail').map(({ name }) => name);
    const remedy = controlRow(control).remedy.construct;
    return concerned.length === 0 ? [] : [`<li><strong>${escape(titleOf(control))}</strong>: ${escape(remedy)}, `
      + `or exempt the container with a reason. It concerns ${escape(concerned.join(', '))}.</li>`];
  });
  return items.length === 0 ? '' : `<p>What to do:</p><ul>${items.join('')}</ul>`;
}

function matrix(containers: readonly ContainerReport[]): string {
  const head = [
    '<th>Container</th>',
    ...CONTROL_NAMES.map((name) => `<th class="control">${escape(titleOf(name))}</th>`),
    '<th>CIS 5</th><th>PSS baseline</th><th>PSS restricted</th>',
  ].join('');
  const rows = containers.map(({ name, id, controls, cis, pss }) => [
    `<th><a href="#c-${escape(id)}">${escape(name)}</a></th>`,
    ...CONTROL_NAMES.map((control) => {
      const { verdict } = controls[control];
      return `<td class="${styleOf(verdict)}" title="${escape(titleOf(control))}">${MARKS[verdict]}</td>`;
    }),
    ...[cis, pss.baseline, pss.restricted].map((standard) => `<td>${escape(summary(standard))}</td>`),
  ].join(''));
  return `<div class="wide"><table class="matrix"><tr>${head}</tr>${rows.map((row) => `<tr>${row}</tr>`).join('\n')}</table></div>`;
}

function exemptions(containers: readonly ContainerReport[]): string {
  const rows = containers.flatMap(({ name, exemptions: exempt }) =>
    exempt.map(({ control, reason }) => [name, control, reason].map(escape)));
  return rows.length === 0 ? '<p>None.</p>' : table(['Container', 'Control', 'Reason'], rows);
}

function others({ others: listed }: Report): string {
  if (listed === null || listed.length === 0) return '';
  return table(['Container', 'Image', 'Weaker than BASELINE in'], listed.map((one) => [
    escape(one.name), `<code>${escape(one.image)}</code>`, escape(weakerIn(one)),
  ]));
}

function section({ id, name, image, state, runtime, kernel, controls, cis, pss }: ContainerReport): string {
  const rows = CONTROL_NAMES.map((control) => {
    const { wanted, configured, in_force: inForce, evidence, verdict } = controls[control];
    const verdictHtml = `<span class="${styleOf(verdict)}">${verdict}</span>`;
    return [escape(titleOf(control)), value(wanted), value(configured), value(inForce), verdictHtml, escape(evidence)];
  });
  return `<h2 id="c-${escape(id)}">${escape(name)}</h2>
<p><code>${escape(id)}</code>, ${escape(state)}, image <code>${escape(image)}</code>,
${escape(runtime)}${kernel === null ? '' : `, kernel ${escape(kernel)}`}</p>
${table(['Control', 'Wanted', 'Configured', 'In force', 'Verdict', 'Evidence'], rows)}
<details><summary>CIS Docker Benchmark, section 5: ${escape(summary(cis))}</summary>${checks(cis)}</details>
<details><summary>Pod Security Standards, baseline: ${escape(summary(pss.baseline))}</summary>${checks(pss.baseline)}</details>
<details><summary>Pod Security Standards, restricted: ${escape(summary(pss.restricted))}</summary>${checks(pss.restricted)}</details>`;
}

function checks(results: readonly Check[]): string {
  return table(['', 'Check', 'Result', 'Why'], results.map(({ id, title, result, why = '' }) =>
    [escape(id), escape(title), `<span class="${result === 'not ours' ? 'quiet' : result}">${result}</span>`, escape(why)]));
}

/** Returns a table. Its cells must be HTML already. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<table><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>${body}</table>`;
}

function titleOf(control: ControlName): string {
  return controlRow(control).title;
}

function value(text: string | null): string {
  return text === null ? '<span class="quiet">-</span>' : escape(text);
}

function styleOf(verdict: Cell['verdict']): string {
  return verdict === 'not asked for' ? 'quiet' : verdict;
}

/** Escapes a text: names and reasons can contain anything. Shows what would change the order of other characters, or hide them. */
function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
