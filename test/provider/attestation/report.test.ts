import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cell, ContainerReport, Report } from '../../../provider/attestation/attest';
import { writeReport } from '../../../provider/attestation/report/files';
import { htmlOf } from '../../../provider/attestation/report/html';
import { othersIn, unattestedNodesIn } from '../../../provider/attestation/report/stored';
import { textOf } from '../../../provider/attestation/report/text';
import { attributesOf } from '../../../provider/attestation/schema';
import { CONTROL_NAMES } from '../../../src/shared/controls/table';

const EVIL = '<script>alert("1")</script>';

const cell: Cell = { wanted: EVIL, configured: EVIL, in_force: null, evidence: EVIL, verdict: 'exempt' };
const check = { id: '5.9', title: EVIL, result: 'warn', why: EVIL } as const;
const container: ContainerReport = {
  id: `${'a'.repeat(60)}"'><`,
  name: EVIL,
  image: EVIL,
  state: EVIL,
  runtime: EVIL,
  kernel: EVIL,
  controls: Object.fromEntries(CONTROL_NAMES.map((name) => [name, cell])) as ContainerReport['controls'],
  exemptions: [{ control: 'capabilities', reason: EVIL }],
  cis: [check],
  pss: { baseline: [check], restricted: [{ ...check, result: 'pass' }] },
  weaknesses: [EVIL],
};
const report: Report = {
  engine: {
    address: EVIL,
    version: EVIL,
    kernel: EVIL,
    cgroupVersion: EVIL,
    cgroupDriver: EVIL,
    defaultRuntime: EVIL,
    hasAppArmor: false,
    hasSelinux: false,
    remapsUsers: false,
    limitsSwap: true,
    defaultLogDriver: 'json-file',
    folder: '/',
  },
  probe: false,
  containers: [container],
  others: [{ name: EVIL, image: EVIL, weaknesses: [{ control: 'privileged', configured: EVIL }] }],
  unattested_nodes: null,
  weaknesses: [EVIL],
};

test('the page escapes every text of the report', () => {
  const page = htmlOf(report, EVIL);
  expect(page).not.toMatch(/<script/i);
  expect(page).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;');
  expect(page).not.toContain('"\'><');
});

test('the page loads nothing', () => {
  const page = htmlOf(report, '2026-01-01T00:00:00.000Z');
  expect(page).not.toMatch(/\b(src|href)="(?!#)/);
  expect(page).not.toMatch(/@import|url\(/);
  expect(page).toContain('Content-Security-Policy" content="default-src \'none\'');
});

test('the page shows that nothing in force was inspected, exemptions with their reasons, and each standard', () => {
  const page = htmlOf({ ...report, containers: [{ ...container, exemptions: [{ control: 'memory', reason: 'it caches' }] }] }, 'now');
  const standards = ['CIS Docker Benchmark, section 5', 'Pod Security Standards, baseline', 'Pod Security Standards, restricted'];
  for (const part of ['What is in force was not inspected', 'it caches', ...standards]) {
    expect(page).toContain(part);
  }
});

test('no text of the stack adds lines, colours or another direction of writing to the report for a terminal', () => {
  const reason = 'it caches\nPASS everything \u001b[31mred\u202e';
  const text = textOf({ ...report, containers: [{ ...container, exemptions: [{ control: 'memory', reason }] }], weaknesses: [reason] });
  expect(text).toContain('  exempt from memory: it caches\\u{a}PASS everything \\u{1b}[31mred\\u{202e}');
  expect(text).not.toMatch(/[\u001b\u202e]|^PASS/m);
});

test('no attribute and no file of a report has a control character of a text of others', async () => {
  const evil = 'at /x\u001b[2J\n FAKE | pass \u202e\u2028\u007f\u009b';
  const [from, to] = [EVIL, evil].map((text) => JSON.stringify(text).slice(1, -1)) as [string, string];
  const withEvil = JSON.parse(JSON.stringify(report).replaceAll(from, to)) as Report;
  const attributes = attributesOf(withEvil, textOf(withEvil));
  expect(Object.keys(attributes)).toEqual(['passed', 'weaknesses', 'json', 'text']);
  const shown = 'at /x\\u{1b}[2J\\u{a} FAKE | pass \\u{202e}\\u{2028}\\u{7f}\\u{9b}';
  expect(attributes.weaknesses).toEqual([shown]);
  // Those who decode the JSON show its texts, too.
  expect(JSON.parse(attributes.json)).toMatchObject({ weaknesses: [shown], engine: { address: shown }, others: [{ name: shown }] });

  const folder = mkdtempSync(join(tmpdir(), 'berth-report-'));
  await writeReport(folder, withEvil, '2026-01-01T00:00:00.000Z');
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  rmSync(folder, { recursive: true });
  expect(files).toHaveLength(3);
  for (const text of [attributes.json, attributes.text, ...attributes.weaknesses, ...files]) {
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]|^ FAKE/mu);
  }
});

test('no text of the stack hides another one in the page', () => {
  const reason = 'it caches\u001b[31m\u202e\u2028all';
  const containers = [{ ...container, exemptions: [{ control: 'memory' as const, reason }] }];
  const page = htmlOf({ ...report, containers, weaknesses: [reason] }, 'now');
  expect(page.split('it caches\\u{1b}[31m\\u{202e}\\u{2028}all')).toHaveLength(3);
  expect(page).not.toMatch(/[\u001b\u202e\u2028]/);
});

test('the text lists each control once for each container, and what is weaker', () => {
  const text = textOf({ ...report, probe: true });
  for (const name of CONTROL_NAMES) expect(text.split('\n').filter((line) => line.trim().startsWith(`${name} `))).toHaveLength(1);
  expect(text).toContain(`Weaker than wanted or configured:\n  ${EVIL}`);
  expect(text).toContain('CIS Docker Benchmark, section 5: 0 of 1 passed; not passed: 5.9');
  expect(text).toContain('What is in force was inspected.');
});

/** Returns a container whose controls have some verdicts, and otherwise pass. */
function named(name: string, verdicts: Partial<Record<(typeof CONTROL_NAMES)[number], Cell['verdict']>>): ContainerReport {
  const controls = Object.fromEntries(CONTROL_NAMES.map((control) => [control, { ...cell, verdict: verdicts[control] ?? 'pass' }]));
  return { ...container, name, id: name, controls: controls as ContainerReport['controls'], exemptions: [] };
}

describe('a report of several containers', () => {
  const several = {
    ...report,
    containers: [
      named('good', {}), named('exempt', { memory: 'exempt' }), named('unseen', { user: 'unknown', cpus: 'unknown' }),
      named('worst', { memory: 'fail', cpus: 'fail' }), named('bad', { memory: 'fail' }),
    ],
  };

  test('begins with those that have the most to fix', () => {
    const order = ['worst', 'bad', 'unseen', 'exempt', 'good'];
    const inText = textOf(several).split('\n').flatMap((line) => order.filter((name) => line.startsWith(`${name} (`)));
    expect(inText).toEqual(order);
    const page = htmlOf(several, 'now');
    const places = order.map((name) => page.indexOf(`href="#c-${name}"`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('says at the top what to do, and what is without evidence', () => {
    const page = htmlOf(several, 'now');
    const top = page.slice(0, page.indexOf('<h2>'));
    expect(top).toContain('<strong>Memory</strong>: Remove `memory` and `memorySwap`, '
      + 'or set them to less, or exempt the container with a reason. '
      + 'It concerns worst, bad.');
    const unknown = 'Without evidence of what is in force: 2 controls of 1 container, with the verdict "unknown".';
    expect(top).toContain(unknown.replaceAll('"', '&#34;'));
    expect(textOf(several)).toContain(unknown);
  });

  test('never breaks the words of a heading', () => {
    expect(htmlOf(several, 'now')).not.toContain('overflow-wrap: anywhere');
  });
});

describe('the other containers on the engine', () => {
  const privileged = {
    name: 'admin',
    image: 'tools:1',
    weaknesses: [
      { control: 'privileged', configured: 'allowed' }, { control: 'memory', configured: 'unlimited' },
    ],
  } as const;
  const strict = { name: 'strict', image: 'app:2', weaknesses: [] };
  const gone = { name: 'stuck', image: 'app:3', weaknesses: null };

  test('take one line each', () => {
    const many = Array.from({ length: 198 }, (_, number) => ({ ...strict, name: `strict-${number}` }));
    const text = textOf({ ...report, others: [gone, privileged, ...many] });
    const lines = text.split('\n');
    expect(lines.slice(lines.findIndex((line) => line.startsWith('Other containers')))).toHaveLength(1 + 200 + 1);
    expect(text).toContain('Other containers that ran on this engine: 200. As configured, 2 of them are weaker than BASELINE.');
    expect(text).toMatch(/^ {2}admin +tools:1 +privileged, memory$/m);
    expect(text).toMatch(/^ {2}stuck +app:3 +unknown: the engine did not report its configuration$/m);
    expect(text).toMatch(/^ {2}strict-0 +app:2 +-$/m);
    expect(htmlOf({ ...report, others: [privileged] }, 'now'))
      .toContain('<tr><td>admin</td><td><code>tools:1</code></td><td>privileged, memory</td></tr>');
  });

  test('are stored in the report, and in no other form', () => {
    expect(othersIn(JSON.stringify({ ...report, others: [privileged] }))).toEqual([privileged]);
    for (const json of ['{}', '{"others":null}', '{"others":1}', 'nonsense', '', null]) expect(othersIn(json)).toBeNull();
  });

  test('take one line if there are none, or none were listed', () => {
    expect(textOf({ ...report, others: [] })).toContain('No other containers ran on this engine.');
    expect(textOf({ ...report, others: null })).toContain('The other containers on this engine were not listed.');
  });
});

describe('the nodes of a swarm that are attested nowhere', () => {
  const nodes = [{ id: 'n4', name: 'node4', tasks: 2 }, { id: 'n5', name: 'node5 (down)', tasks: 1 }];
  const LINE = 'Nodes of the swarm that are not attested, so that nothing is known of what is in force there: '
    + 'node4 (2 tasks of these services), node5 (down) (1 task of these services).';

  test('are named', () => {
    expect(textOf({ ...report, unattested_nodes: nodes })).toContain(LINE);
    expect(htmlOf({ ...report, unattested_nodes: nodes }, 'now')).toContain(`<p>${LINE}</p>`);
    expect(unattestedNodesIn(JSON.stringify({ ...report, unattested_nodes: nodes }))).toEqual(nodes);
  });

  test('take one line if there are none, and none if nobody asked', () => {
    expect(textOf({ ...report, unattested_nodes: [] })).toContain('All nodes of the swarm are attested.');
    expect(textOf(report)).not.toContain('swarm');
  });
});
