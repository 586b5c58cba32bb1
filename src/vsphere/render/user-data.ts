import { createHash } from 'node:crypto';
import { Fn, TerraformLocal, Token } from 'cdktf';
import { Construct } from 'constructs';
import { HostBootstrap } from '../../bootstrap/host-bootstrap';
import { Size } from '../../units/size';
import { VSphereHostKey } from '../host-props';

/** vSphere takes no more in one setting of a machine. */
const LARGEST = Size.kibibytes(64);

/** Returns the bootstrap of a machine and its host key as user data for cloud-init: two parts of one archive, compressed, in Base64. */
export function userDataOf(scope: Construct, bootstrap: HostBootstrap, { publicKey, privateKey }: VSphereHostKey): string {
  const keys = new TerraformLocal(scope, 'HostKeys', { ssh_keys: { ed25519_private: privateKey, ed25519_public: publicKey } });
  const archive = new TerraformLocal(scope, 'Archive', [
    { type: 'text/cloud-config', content: bootstrap.toCloudInit({ maxSize: LARGEST }) },
    { type: 'text/cloud-config', content: `#cloud-config\n${Fn.jsonencode(keys.expression)}` },
  ]);
  // JSON is YAML, too.
  return Fn.base64gzip(`#cloud-config-archive\n${Fn.jsonencode(archive.expression)}`);
}

/** Returns a text that changes with a bootstrap. */
export function fingerprintOf(scope: Construct, bootstrap: HostBootstrap): string {
  const script = bootstrap.toShellScript();
  // The texts of tokens are not the same at each synthesis.
  if (Token.isUnresolved(script)) return Fn.sha256(new TerraformLocal(scope, 'Script', script).asString);
  return createHash('sha256').update(script).digest('hex');
}
