/** One provider in a dependency lock file (`.terraform.lock.hcl`). */
export interface LockedProvider {
  /** Its full address, such as `registry.terraform.io/berth/docker`. */
  readonly address: string;
  readonly version: string;
  readonly hashes: readonly string[];
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

// A block as Terraform itself writes it: what it opens with stands alone on its line, and so does the brace that closes it.
const BLOCK = /^provider "([^"]+)" \{\n(?:.*\n)*?\}\n?/gm;

/**
 * A lock file's text with one provider's block put in, in place of an older one. The other providers' blocks stay as they are.
 *
 * @param text the file as it is; empty if there is none
 */
export function withLockedProvider(text: string, provider: LockedProvider): string {
  const block = [
    `provider "${provider.address}" {`,
    `  version     = "${provider.version}"`,
    `  constraints = "${provider.version}"`,
    '  hashes = [',
    ...provider.hashes.map((hash) => `    "${hash}",`),
    '  ]',
    '}',
    '',
  ].join('\n');
  return write(text, new Map([...blocks(text), [provider.address, block]]));
}

/** A lock file's text without one provider's block. */
export function withoutLockedProvider(text: string, address: string): string {
  const rest = new Map(blocks(text));
  return rest.delete(address) ? write(text, rest) : text;
}

function blocks(text: string): Array<[address: string, block: string]> {
  return [...text.matchAll(BLOCK)].map((match) => [match[1], match[0].endsWith('\n') ? match[0] : `${match[0]}\n`]);
}

function write(before: string, providers: ReadonlyMap<string, string>): string {
  const header = before.replace(BLOCK, '').trim();
  const sorted = [...providers].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, block]) => block);
  return [header === '' ? HEADER : `${header}\n`, ...sorted].join('\n');
}
