import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CisStatus, HostBootstrap } from '../../src';

const GUIDE = readFileSync(join(__dirname, '..', '..', 'docs', 'guides', 'host-bootstrap.md'), 'utf8');

const WORDS = {
  [CisStatus.PASSES]: 'passes', [CisStatus.OFF]: 'off', [CisStatus.NOT_APPLICABLE]: 'not applicable', [CisStatus.MANUAL]: 'manual',
};

test('the table of the guide is what the default props make of the benchmark', () => {
  const rows = new HostBootstrap().cisChecks.map(({ id, title, status, reason }) =>
    `| ${id} | ${title} | ${WORDS[status]} | ${reason === undefined ? '' : `${reason} `}|`);
  expect(GUIDE.split('\n').filter((line) => /^\| \d\.\d/.test(line))).toEqual(rows);
});
