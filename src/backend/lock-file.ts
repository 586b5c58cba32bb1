/** A provider in a dependency lock file (`.terraform.lock.hcl`). */
export interface LockedProvider {
  /** The full source address, such as `registry.terraform.io/berth/docker`. */
  readonly address: string;
  readonly version: string;
  readonly hashes: readonly string[];
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

// A block as Terraform formats it: its first line holds nothing else, and neither does the line of its closing brace.
const BLOCK = /^provider "([^"]+)" \{\n(?:.*\n)*?\}\n?/gm;

/**
 * Returns the text of a lock file with the block of a provider added or replaced. The blocks of other providers stay unchanged.
 *
 * @param text the current text, empty if there is no file
 * @param provider the provider to lock
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
  return render(text, new Map([...parseBlocks(text), [provider.address, block]]));
}

/** Returns the text of a lock file without the block of a provider. */
export function withoutLockedProvider(text: string, address: string): string {
  const rest = new Map(parseBlocks(text));
  return rest.delete(address) ? render(text, rest) : text;
}

function parseBlocks(text: string): Array<[address: string, block: string]> {
  return [...text.matchAll(BLOCK)].map((match) => [match[1], match[0].endsWith('\n') ? match[0] : `${match[0]}\n`]);
}

function render(before: string, providers: ReadonlyMap<string, string>): string {
  const header = before.replace(BLOCK, '').trim();
  const sorted = [...providers].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, block]) => block);
  return [header === '' ? HEADER : `${header}\n`, ...sorted].join('\n');
}
