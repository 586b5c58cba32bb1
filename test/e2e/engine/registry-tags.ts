import { USER } from './private-registry';
import { INDEX_TYPES, MANIFEST_TYPES } from '../../../provider/registry/client';
import { run } from '../support/run';

const LOGIN = ['--silent', '--show-error', '--user', `${USER.username}:${USER.password}`];
const ACCEPT = ['--header', `Accept: ${[...MANIFEST_TYPES, ...INDEX_TYPES].join(', ')}`];

/** Looks at a repository of a private registry without the provider, and changes it. */
export class RegistryTags {
  private readonly address: string;

  constructor(host: string, repository: string) {
    this.address = `http://${host}/v2/${repository}`;
  }

  /** Returns the digest of a tag, or undefined if there is no such tag. */
  public async digestOf(tag: string): Promise<string | undefined> {
    const answer = await this.curl('--head', `${this.address}/manifests/${tag}`);
    return /^docker-content-digest: (\S+)/im.exec(answer)?.[1];
  }

  /** Returns a manifest, as text. */
  public manifest(reference: string): Promise<string> {
    return this.curl(`${this.address}/manifests/${reference}`);
  }

  /** Lets a tag refer to what another reference does. */
  public async move(tag: string, reference: string): Promise<void> {
    const head = await this.curl('--head', `${this.address}/manifests/${reference}`);
    const [, type] = /^content-type: (\S+)/im.exec(head)!;
    await this.put(tag, type!, await this.manifest(reference));
  }

  /** Removes what a digest refers to, with all its tags. */
  public async remove(digest: string): Promise<void> {
    await this.curl('--request', 'DELETE', '--fail', `${this.address}/manifests/${digest}`);
  }

  private async put(tag: string, type: string, content: string): Promise<void> {
    const send = ['--request', 'PUT', '--fail', '--header', `Content-Type: ${type}`, '--data-binary', content];
    await this.curl(...send, `${this.address}/manifests/${tag}`);
  }

  private curl(...args: readonly string[]): Promise<string> {
    return run('curl', [...LOGIN, ...ACCEPT, ...args]);
  }
}
