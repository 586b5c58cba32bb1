import { Capability } from '../../src';
import { BASELINE_CAPABILITIES, capabilityName, ENGINE_CAPABILITIES, POD_SECURITY_CAPABILITIES } from '../../src/shared/capabilities';

test('each set is Docker\'s default without some', () => {
  expect(ENGINE_CAPABILITIES).toHaveLength(14);
  expect(ENGINE_CAPABILITIES.filter((name) => !POD_SECURITY_CAPABILITIES.includes(name as never))).toEqual(['NET_RAW']);
  expect(ENGINE_CAPABILITIES.filter((name) => !BASELINE_CAPABILITIES.includes(name as never))).toEqual(['AUDIT_WRITE', 'MKNOD', 'NET_RAW']);
});

test('the baseline consists of constants', () => {
  expect(Capability.baseline()[0]).toBe(Capability.CHOWN);
});

test.each([
  ['net_admin', 'NET_ADMIN'], ['CAP_NET_ADMIN', 'NET_ADMIN'], [' Cap_chown ', 'CHOWN'], ['ALL', 'ALL'],
])('%j is %s', (text, name) => {
  expect(capabilityName(text)).toBe(name);
});
