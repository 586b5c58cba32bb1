import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { userDataOf } from './samples';
import { HostAccess, HostBootstrap, HostCertificates } from '../../src';
import { Synthesized, testStack } from '../assertions';

function userData(stack: TerraformStack, certificates: HostCertificates): string {
  const bootstrap = new HostBootstrap({ access: HostAccess.tls({ certificates, clientAddresses: ['10.1.0.0/16'] }) });
  new TerraformOutput(stack, 'user_data', { value: userDataOf(bootstrap), sensitive: true });
  return Synthesized.of(stack).json.output.user_data.value;
}

test('Terraform encodes the certificates, and treats the key as sensitive', () => {
  const stack = testStack();
  const { stringValue: key } = new TerraformVariable(stack, 'key', {});
  const text = userData(stack, HostCertificates.fromMaterial({ ca: 'the CA', certificate: 'the certificate', key }));
  expect(text).toContain('put_encoded /etc/docker/tls/ca.pem 444 docker <<\'END\'\n    ${base64encode("the CA")}\n    END\n');
  expect(text).toContain('put_encoded /etc/docker/tls/key.pem 400 docker <<\'END\'\n'
    + '    ${base64encode(sensitive(var.key))}\n    END\n');
  expect(text.match(/[$%]\{/g)).toHaveLength(3);
});

test('Terraform reads files, of which the stack has only the names', () => {
  const stack = testStack();
  const files = { ca: join(__dirname, 'samples.ts'), certificate: '~/cert.pem', key: join(__dirname, 'samples.ts') };
  const text = userData(stack, HostCertificates.fromFiles(files));
  expect(text).toContain('${base64encode(file(pathexpand("~/cert.pem")))}');
  expect(text).toContain(`\${base64encode(sensitive(file(pathexpand("${files.key}"))))}`);
  expect(text).not.toContain(readFileSync(files.key, 'utf8').split('\n')[0]);
});

test('certificates on the machine need nothing of Terraform', () => {
  expect(userData(testStack(), HostCertificates.onMachine('/etc/ssl/engine'))).not.toMatch(/[$%]\{|put_encoded/);
});
