import { TerraformStack, TerraformVariable } from 'cdktf';
import { World } from './machine-under-test';
import { Duration, VCenter, VCenterProps } from '../../src';
import { refusal, Synthesized, testStack } from '../assertions';

const variables = (stack: TerraformStack) => ({
  user: new TerraformVariable(stack, 'user', { type: 'string' }),
  password: new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }),
});
const vcenterIn = (stack: TerraformStack, props: Partial<VCenterProps> = {}, id = 'vcenter') =>
  new VCenter(stack, id, { server: 'vcenter.example.com', datacenter: 'dc', ...variables(stack), ...props });

test('the credentials are variables', () => {
  const stack = testStack();
  vcenterIn(stack, { apiTimeout: Duration.minutes(10), keepAlive: Duration.hours(1), persistSession: true });
  const { json } = Synthesized.of(stack);
  expect(json.provider.vsphere).toEqual([{
    vsphere_server: 'vcenter.example.com',
    user: '${var.user}',
    password: '${var.password}',
    api_timeout: 10,
    vim_keep_alive: 60,
    persist_session: true,
  }]);
  expect(json.terraform.required_providers.vsphere).toEqual({ source: 'vmware/vsphere', version: '~> 2.15' });
});

test('a password that is no variable is refused, and not shown', () => {
  const message = refusal(() => vcenterIn(testStack(), { password: 'hunter2' as unknown as TerraformVariable }));
  expect(message).toContain('[stack/vcenter] The `password` of a vCenter must be a TerraformVariable, so that the value is in no file.');
  expect(message).not.toContain('hunter2');
});

test.each([{ sensitive: false }, { sensitive: true, default: 'hunter2' }])('a password in a variable with %p is refused', (options) => {
  const stack = testStack();
  const message = refusal(() => vcenterIn(stack, { password: new TerraformVariable(stack, 'open', { type: 'string', ...options }) }));
  expect(message).toBe('[stack/vcenter] The variable "open" has the password of a vCenter, so it must be sensitive and have no '
    + 'default, which '
    + 'would be readable in the synthesized stack. Add `sensitive: true`, and remove `default`.');
});

test('a variable of another stack is refused', () => {
  const stack = testStack();
  const other = variables(new TerraformStack(stack.node.root, 'other'));
  expect(refusal(() => vcenterIn(stack, { user: other.user }))).toBe('[stack/vcenter] The variable other/user with the user of '
    + 'the vCenter must '
    + 'be in the stack "stack", as the vCenter is. Create it there.');
});

test('an empty name is refused', () => {
  expect(refusal(() => vcenterIn(testStack(), { datacenter: '' })))
    .toBe('[stack/vcenter] The datacenter of a vCenter must not be empty: name it as the vSphere Client shows it.');
  expect(refusal(() => new World().vcenter.findNetwork('lan', '')))
    .toBe('[stack/vcenter] The name of lan of a vCenter must not be empty: name it as the vSphere Client shows it.');
});

test('a certificate that nobody verifies is a warning', () => {
  const stack = testStack();
  vcenterIn(stack, { allowUnverifiedTls: true });
  expect(Synthesized.of(stack).warnings).toEqual(['[stack/vcenter] The certificate of the vCenter is not verified: whoever answers in its '
    + 'place gets the password. Let the machine that runs Terraform trust its authority, and leave `allowUnverifiedTls` out.']);
});

test('a second vCenter of a stack has a provider of its own', () => {
  const { stack } = new World();
  const second = new VCenter(stack, 'second', {
    server: 'b',
    datacenter: 'dc',
    user: new TerraformVariable(stack, 'u', {}),
    password: new TerraformVariable(stack, 'p', { sensitive: true }),
  });
  second.findDatastore('datastore', 'fast');
  const { json } = Synthesized.of(stack);
  const [first, other] = json.provider.vsphere;
  expect(first.alias).toBeUndefined();
  expect(Object.values<{ provider: string }>(json.data.vsphere_datastore).map(({ provider }) => provider).sort())
    .toEqual(['vsphere', `vsphere.${other.alias}`]);
});
