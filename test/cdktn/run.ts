import { join } from 'node:path';
import execa from 'execa';
import { provideCdktn } from '../../dev/cdktn/provide-cdktn';
import { jest } from '../../package.json';
import { TEST_STATE } from '../e2e/support/engine';

/*
 * Runs the unit tests with cdktn in place of cdktf. Arguments are passed to jest.
 */

const ROOT = join(__dirname, '../..');

/** These tests import neither core: what they test is not part of the library, or computes without constructs. */
const WITHOUT_CORE = ['provider', 'projenrc', 'cli', 'dev', 'shared/controls'].map((folder) => `<rootDir>/test/${folder}/`);

async function main(): Promise<void> {
  const modules = await provideCdktn(TEST_STATE.cache);
  const config = {
    ...jest,
    rootDir: ROOT,
    testPathIgnorePatterns: [...jest.testPathIgnorePatterns, ...WITHOUT_CORE],
    // Also applies to deep imports, and to what the bindings in node_modules import.
    moduleNameMapper: { ...jest.moduleNameMapper, '^(cdktf|constructs)(/.*)?$': `${modules}/$1$2` },
  };
  const args = ['--config', JSON.stringify(config), '--ci', ...process.argv.slice(2)];
  const { exitCode } = await execa(join(ROOT, 'node_modules/.bin/jest'), args, { cwd: ROOT, stdio: 'inherit', reject: false });
  process.exitCode = exitCode;
}

void main();
