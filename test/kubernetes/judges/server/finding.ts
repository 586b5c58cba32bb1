/** What the API server refuses in a field of an object. */
export interface Finding {
  /** Such as `spec.replicas`. */
  readonly path: string;
  readonly message: string;
}

export type Findings = Iterable<Finding>;

/** Puts findings below a path. */
export function* below(path: string, findings: Findings): Findings {
  for (const finding of findings) yield { ...finding, path: path === '' ? finding.path : `${path}.${finding.path}` };
}

/** Returns a finding for each text that occurs twice. */
export function* repeated(path: string, texts: readonly string[]): Findings {
  const seen = new Set<string>();
  for (const text of texts) {
    if (seen.has(text)) yield { path, message: `has "${text}" twice. Each must be unique.` };
    seen.add(text);
  }
}
