import { Aspects, Lazy, TerraformResource, TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { Attack, Attacked, attacked, ATTACKS, isAllowed, SCRATCH, SHARED, TEXTS, Write } from './attacks';
import { STRICT } from './hardened';
import { DiagnosticError } from '../../provider/diagnostics/diagnostics';
import { policyOf } from '../../provider/isolation/judge';
import { ContainerHost, Exemption, IsolationPolicy } from '../../src';
import { Control } from '../../src/isolation/generated/control';
import { withImplied } from '../../src/shared/controls/compare';
import { fromAttributes } from '../../src/shared/controls/policy-attributes';
import { addTo, Synthesized, testHost } from '../assertions';

/** How an attribute gets into what is synthesized. */
type Way = 'override' | 'late aspect' | 'lazy value' | 'raw resource';

const literal: Write = (value) => typeof value === 'string' ? value.replace(/[$%]\{/g, '$&') : value;

function hostWith(profile: Attacked['profile']): ContainerHost {
  const host = testHost({ sharedFolders: [{ path: SHARED }, { path: SCRATCH, readOnly: false }] });
  if (profile === 'restricted') IsolationPolicy.RESTRICTED.enforce(host);
  return host;
}

function weaken(host: ContainerHost, { attacks, exempt }: Attacked, way: Way, write: Write): void {
  const weaker = Object.entries(Object.assign({}, ...attacks.map((each) => each.weaken(write))) as object);
  if (way === 'raw resource') {
    const labels = exempt.map((control) => ({ label: `berth.exemption.${control}`, value: 'the test says so' }));
    const raw = new TerraformResource(TerraformStack.of(host), 'Raw', { terraformResourceType: 'docker_container' });
    for (const [name, value] of [...Object.entries({ ...STRICT, name: 'raw', labels }), ...weaker]) raw.addOverride(name, value);
    return;
  }
  const controlOf = (control: string) => Object.values(Control).find(({ name }) => name === control)!;
  const exemptions = exempt.map((control) => Exemption.of(controlOf(control), 'the test says so'));
  const { resource } = addTo(host, { user: '1000:1000', exemptions });
  const override = () => weaker.forEach(([name, value]) => {
    resource.addOverride(name, way === 'lazy value' ? Lazy.anyValue({ produce: () => value }) : value);
  });
  if (way === 'late aspect') Aspects.of(TerraformStack.of(host)).add({ visit: (node) => node === resource && override() });
  else override();
}

function isRefused(host: ContainerHost): boolean {
  try {
    Synthesized.of(host);
    return false;
  } catch (error) {
    if (!(error as Error).message.includes('Validation failed')) throw error;
    return true;
  }
}

const seen = attacked(ATTACKS.filter(({ onlyOnEngine }) => !onlyOnEngine));

test('each way in that synthesis can see is refused, or allowed by the words of the policy', () => {
  const ways = fc.constantFrom<Way>('override', 'late aspect', 'lazy value', 'raw resource');
  fc.assert(fc.property(seen, ways, (each, way) => {
    const host = hostWith(each.profile);
    weaken(host, each, way, literal);
    expect({ titles: each.attacks.map(({ title }) => title), refused: isRefused(host) })
      .toEqual({ titles: each.attacks.map(({ title }) => title), refused: !isAllowed(each) });
  }), { numRuns: 300 });
});

test('a way in that is known only after apply passes synthesis, which hands the policy to the provider', () => {
  fc.assert(fc.property(attacked(ATTACKS), fc.constantFrom<Way>('override', 'raw resource'), (each, way) => {
    const host = hostWith(each.profile);
    weaken(host, each, way, () => '${var.later}');
    if (isRefused(host)) return;
    const { controls, exemptions } = fromAttributes(Synthesized.of(host).resource('docker_container'))!;
    for (const { controls: needed, onlyRestricted } of each.attacks) {
      if (!onlyRestricted || each.profile === 'restricted') expect(Object.keys(controls)).toEqual(expect.arrayContaining([...needed]));
    }
    expect(exemptions.map(({ control }) => control).filter((control) => !withImplied(each.exempt).includes(control))).toEqual([]);
  }), { numRuns: 100 });
});

test('a policy or a reason that could mean something else to a reader is refused', () => {
  const isRead = ({ weaken: attributesOf }: Attack): boolean => {
    try {
      policyOf({ isolation_policy: 'none@1', ...attributesOf((value) => value) });
      return true;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      return false;
    }
  };
  expect(TEXTS.filter(isRead).map(({ title }) => title)).toEqual([]);
});
