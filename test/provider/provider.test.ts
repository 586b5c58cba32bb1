import { provider } from '../../provider/provider';

test('configuring neither connects nor reads files', () => {
  const config = { host: 'tcp://name.invalid', cert_path: '/nowhere', registry_auth: [] } as never;
  expect(() => provider.configure(config)).not.toThrow();
});
