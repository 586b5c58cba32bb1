import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOOR_VARIABLE } from '../../../provider/isolation/floor';
import { requireFloorForMeasurement } from '../../../provider/isolation/measurement-floor';

const folder = mkdtempSync(join(tmpdir(), 'measurement-floor-'));
const file = join(folder, 'floor.json');

afterEach(() => delete process.env[FLOOR_VARIABLE]);
afterAll(() => rmSync(folder, { recursive: true }));

function measureOn(members: object): void {
  writeFileSync(file, JSON.stringify({ profile: 'baseline', ...members }));
  process.env[FLOOR_VARIABLE] = file;
  requireFloorForMeasurement();
}

test.each([
  ['pools', { pools: ['/berth/blue'] }], ['virtual container hosts', { virtual_hosts: ['blue'] }],
])('a host is not measured under a floor with %s, unless that allows it', (what, members) => {
  expect(() => measureOn(members)).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({
      summary: 'A host can\'t be measured under the isolation floor of this machine',
      detail: expect.stringContaining(`The floor in "${file}" lists ${what}, and`),
      path: ['probe'],
    })],
  }));
  expect(() => measureOn({ ...members, measurements: true })).not.toThrow();
});

test('it is measured under another floor, and without one', () => {
  expect(() => measureOn({})).not.toThrow();
  delete process.env[FLOOR_VARIABLE];
  expect(requireFloorForMeasurement).not.toThrow();
});
