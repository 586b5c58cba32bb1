import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Backend } from 'cdktf-berth';
import { writeInputs } from './inputs';
import { applied, STACK } from './stack';

/** The parts of `cdk.tf.json` that the tests read. */
export interface SynthesizedStack {
  readonly terraform: { readonly required_providers: object };
  readonly resource: { readonly [type: string]: { readonly [name: string]: SynthesizedResource } };
  readonly moved?: ReadonlyArray<{ readonly from: string; readonly to: string }>;
}

interface SynthesizedResource {
  readonly name?: string;
  readonly networks_advanced?: readonly object[];
}

/** Synthesizes the stack for a back end with this commit. */
export async function synthesize(backend: 'berth' | 'kreuzwerker'): Promise<SynthesizedStack> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-applied-'));
  try {
    const app = new App({ outdir: join(folder, 'out') });
    if (backend === 'kreuzwerker') Backend.KREUZWERKER.use(app);
    const stack = new TerraformStack(app, STACK);
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    applied(stack, await writeInputs(folder));
    app.synth();
    return JSON.parse(readFileSync(join(folder, 'out/stacks', STACK, 'cdk.tf.json'), 'utf8')) as SynthesizedStack;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
