import { interfaceAddresses, socketAddress, statusesOf } from '../../../provider/probe/reach';

test('an address is a struct sockaddr_in6', () => {
  expect(socketAddress('fd00:1::2', 8080)).toBe('0a00' + '1f90' + '00000000' + 'fd000001000000000000000000000002' + '00000000');
  expect(socketAddress('::', 65_535)).toBe('0a00' + 'ffff' + '00000000' + '0'.repeat(32) + '00000000');
});

test('there is a status for each address', () => {
  const output = Buffer.from('00000000730000006f000000', 'hex');
  expect(statusesOf(output, 3)).toEqual([0, 115, 111]);
  expect(() => statusesOf(output, 4)).toThrow('The probe printed 12 bytes instead of 16');
  expect(() => statusesOf(Buffer.alloc(0), 1)).toThrow();
});

test('the kernel\'s list of addresses is read', () => {
  const text = '00000000000000000000000000000001 01 80 10 80       lo\nfd000001000000000000000000000001 0a 40 00 80 br-0123456789ab\n'
    + 'fe800000000000000042c8fffe3627d1 0a 40 20 80 br-0123456789ab\n';
  expect(interfaceAddresses({ kind: 'file', text })).toEqual([
    { interface: 'lo', address: '::1', isGlobal: false },
    { interface: 'br-0123456789ab', address: 'fd00:1::1', isGlobal: true },
    { interface: 'br-0123456789ab', address: 'fe80::42:c8ff:fe36:27d1', isGlobal: false },
  ]);
  expect(interfaceAddresses({ kind: 'file', text: '' })).toEqual([]);
  expect(() => interfaceAddresses({ kind: 'error', errno: 2 })).toThrow('The kernel does not list its IPv6 addresses');
});
