import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { requireImportable } from '../../../provider/virtual-host/importable';

const folder = mkdtempSync(join(tmpdir(), 'berth-floor-'));
const file = join(folder, 'floor.json');
afterEach(() => { delete process.env.BERTH_ISOLATION_FLOOR; });
afterAll(() => rmSync(folder, { recursive: true }));

function floor(content: object): void {
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  process.env.BERTH_ISOLATION_FLOOR = file;
}

function refusal(labels: Record<string, string> | null): string | undefined {
  try {
    requireImportable('volume', 'data', labels);
    return undefined;
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`).join();
  }
}

test.each<[Record<string, string> | null]>([
  [null], [{}], [{ 'berth.virtual-host': 'green' }], [{ 'berth.retained-as': 'shop/data' }], [{ 'berth.clone-set': 'a' }],
])(
  'without a floor, what belongs to a stack is imported: %j', (labels) => expect(refusal(labels)).toBeUndefined());

test.each(['berth.suspended-pool', 'berth.suspended-container', 'berth.lock', 'berth.probe', 'berth.anything'])(
  'what the provider keeps for itself is not, with or without a floor: %s', (label) => {
    expect(refusal({ [label]: '/berth/blue' })).toContain(`It has the label "${label}", by which the provider knows`);
    floor({ profile: 'baseline', virtual_hosts: ['blue'] });
    expect(refusal({ [label]: '/berth/blue', 'berth.virtual-host': 'blue' })).toContain('the provider\'s own');
  });

test('under a floor that lists virtual container hosts, only what is in one of them is imported', () => {
  floor({ profile: 'baseline', virtual_hosts: ['blue', 'red'] });
  expect(refusal({ 'berth.virtual-host': 'red' })).toBeUndefined();
  expect(refusal({ 'berth.virtual-host': 'green' })).toBe(
    'The volume "data" is in no virtual container host that the isolation floor of this machine allows\n'
    + `Its label "berth.virtual-host" is "green". The floor in "${file}" allows: "blue", "red".\n\n`
    + 'Import what is in one of these. Only the owner of that file can allow another one.');
  expect(refusal(null)).toContain('It lacks the label "berth.virtual-host".');
  floor({ profile: 'baseline' });
  expect(refusal(null)).toBeUndefined();
});
