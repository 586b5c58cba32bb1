import { Check, Checked } from '../../../provider/attestation/check';
import { cisChecks } from '../../../provider/attestation/cis';
import { pssChecks } from '../../../provider/attestation/pss';
import { Inspect } from '../../../provider/resources/container/fields/fact';
import { RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';
import { CONTROL_NAMES, controlRow, Controls } from '../../../src/shared/controls/table';
import answers from '../../fixtures/engine/answers.json';
import { RECORDED } from '../resources/fuzz/recorded-engine';

const STRICT: Controls = {
  ...Object.fromEntries(CONTROL_NAMES.flatMap((name) => {
    const { levels } = controlRow(name).lattice;
    return levels === undefined ? [] : [[name, levels.at(-1)]];
  })),
  ...RESTRICTED_CONTROLS,
  memory: 'limited',
  cpus: 'limited',
  processes: 'limited',
  host_paths: 'none',
};
const facts = { ...RECORDED.info, hasAppArmor: true, hasSelinux: true } as unknown as Checked['facts'];

/** Returns the results of all checks, if these controls are configured and in force. */
function resultsOf(configured: Controls, inForce: Controls): ReadonlyArray<Check['result']> {
  const checked = { inspect: answers.container as unknown as Inspect, facts, configured, inForce, whyUnknown: () => 'unread' };
  return [...cisChecks(checked), ...pssChecks(checked, 'restricted')].map(({ result }) => result);
}

const strict = resultsOf(STRICT, STRICT);

test.each(CONTROL_NAMES)('without evidence of %s, no check passes that it decides', (control) => {
  const weakest = { [control]: controlRow(control).lattice.weakest };
  const weak = resultsOf(STRICT, { ...STRICT, ...weakest });
  const unknown = resultsOf(STRICT, { ...STRICT, [control]: undefined });
  const decided = strict.flatMap((result, index) => result === 'pass' && weak[index] === 'warn' ? [index] : []);
  expect(decided.map((index) => unknown[index])).toEqual(decided.map(() => 'unknown'));
  // What is configured too weakly is a failure, whatever is in force.
  const configured = resultsOf({ ...STRICT, ...weakest }, { ...STRICT, [control]: undefined });
  expect(decided.map((index) => configured[index])).toEqual(decided.map(() => 'warn'));
});

test('most controls decide a check', () => {
  const deciding = CONTROL_NAMES.filter((control) =>
    resultsOf(STRICT, { ...STRICT, [control]: controlRow(control).lattice.weakest }).join() !== strict.join());
  expect(deciding.length).toBeGreaterThan(15);
});
