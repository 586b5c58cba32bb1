import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, IAspect, Lazy, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { raw } from './raw';
import { Backend, ContainerHost, Control, Exemption, IsolationReport } from '../../src';
import { Synthesized, addTo, fakeBundle, refusals, testHost } from '../assertions';

const ADVICE = 'Remove the override of the attribute. To allow the container more, add Exemption.of() with the control and the reason to '
  + 'the `exemptions` of the container or of the policy.';

const policyIs = (given: string, reason: string) => `\`isolation_policy\` of this container is ${given}, which is weaker than `
  + `the policy that is enforced here, "baseline@1": ${reason}. ${ADVICE}`;

interface Subject {
  readonly resource: TerraformResource;
  readonly path: string;
  override(name: string, value: unknown): void;
}

function construct(): Subject {
  const { resource } = addTo(testHost());
  return { resource, path: 'stack/Host/Web', override: (name, value) => resource.addOverride(name, value) };
}

/** The policy of a raw container is written during synthesis, over what was there. Only what comes later can change it. */
function rawContainer(): Subject {
  const host = testHost();
  const resource = raw(host);
  return { resource, path: 'stack/Raw', override: (name, value) => overrideLate(resource, name, value) };
}

function overrideLate(resource: TerraformResource, name: string, value: unknown): void {
  const last: IAspect = { visit: (node) => { if (node === resource) resource.addOverride(name, value); } };
  Aspects.of(resource).add(last);
}

describe.each([['construct', construct], ['raw container', rawContainer]])('an override of the policy of a %s', (_, make) => {
  test.each<[string, unknown, string]>([
    ['taken out', null, policyIs('not set', 'it is missing')],
    ['a token', '${var.policy}', policyIs('"${var.policy}"', 'its value is known only after apply')],
    ['produced late', Lazy.stringValue({ produce: () => 'nonsense' }), policyIs('"nonsense"',
      'It has to begin with a profile and its version, such as "baseline@1"; given: "nonsense"')],
    ['weaker in one control', 'baseline@1 privileged=allowed', policyIs('"baseline@1 privileged=allowed"',
      'Privileged mode: the policy requires denied, but the value is allowed (CIS Docker Benchmark 5.5; Pod Security Standards, '
      + '"Privileged Containers")')],
    ['with a shared folder', 'baseline@1 share=/srv', policyIs('"baseline@1 share=/srv"', 'the host does not share "/srv" like that')],
  ])('is refused if it is %s', (_what, value, text) => {
    const { resource, path, override } = make();
    override('isolation_policy', value);
    expect(refusals(resource)).toEqual([`[${path}] ${text}`]);
  });

  test('is refused with the first controls that it leaves out', () => {
    const { resource, override } = make();
    override('isolation_policy', 'none@1');
    expect(refusals(resource)).toEqual([expect.stringMatching(/Privileged mode: .*; Capabilities: .*; and \d+ more\. Remove/)]);
  });

  test.each<[string, unknown, string, string]>([
    ['an exemption', { privileged: 'because' }, '{"privileged":"because"}', 'the container has no exemption from "privileged"'],
    ['a token', '${var.exemptions}', '"${var.exemptions}"', 'its value is known only after apply'],
  ])('is refused if its exemptions are %s', (_what, value, given, reason) => {
    const { resource, path, override } = make();
    override('isolation_exemptions', value);
    expect(refusals(resource)).toEqual([`[${path}] \`isolation_exemptions\` of this container is ${given}, which is weaker than the `
      + `policy that is enforced here, "baseline@1": ${reason}. ${ADVICE}`]);
  });

  test('passes if it is stricter', () => {
    const { resource, override } = make();
    override('isolation_policy', 'baseline@1 memory<=512m');
    const [{ isolation_policy: policy }] = Object.values(Synthesized.of(resource).resources('docker_container'));
    expect(policy).toBe('baseline@1 memory<=512m');
  });
});

test('an exemption of the construct passes, and one more in an override does not', () => {
  const container = addTo(testHost(), { exemptions: [Exemption.of(Control.USER_NAMESPACE, 'it is trusted')] });
  expect(() => Synthesized.of(container)).not.toThrow();
  container.resource.addOverride('isolation_exemptions.privileged', 'because');
  expect(refusals(container)).toEqual([expect.stringContaining('the container has no exemption from "privileged"')]);
});

test('the standard provider has no policy that an override could change', () => {
  const container = addTo(testHost({ backend: Backend.KREUZWERKER }));
  container.resource.addOverride('isolation_policy', null);
  expect(() => Synthesized.of(container)).not.toThrow();
});

test('a report attests against the policy that is enforced, and not against an override', () => {
  const app = new App({ skipValidation: true, outdir: Testing.app().outdir, context: { 'berth:providerFolder': fakeBundle() } });
  const stack = new TerraformStack(app, 'stack');
  const host = ContainerHost.fromEnvironment(stack, 'Host');
  const other = raw(host);
  addTo(host).resource.addOverride('isolation_policy', 'none@1');
  overrideLate(other, 'isolation_policy', '${var.policy}');
  new IsolationReport(stack, 'Report', { host });
  app.synth();
  const { resource } = JSON.parse(readFileSync(join(app.outdir, 'stacks/stack/cdk.tf.json'), 'utf8'));
  expect(Object.values(resource.docker_isolation)[0]).toMatchObject({
    container: [
      { isolation_policy: 'baseline@1' }, { isolation_policy: 'baseline@1' },
    ],
  });
});
