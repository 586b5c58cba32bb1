import { accessTo, validateAuthConfig, withRegistry } from './access';
import { digestIfExists, missingLayout } from './layout';
import * as PushCode from './push';
import { RegistryImage, schema } from './schema';
import { keyOf, planSignature, sign, signedBy, validateSignature } from './signature';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { ApplyContext, PlanContext, Resource } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { equal } from '../../framework/value/compare';
import { Unknown, Value } from '../../framework/value/value';
import { removeTag } from '../../registry/remove';
import { judgePlan, requireRules } from '../../virtual-host/judge';

/** `docker_registry_image`: an image in a registry. */
export const registryImage: Resource<typeof schema, Engine> = {
  type: 'docker_registry_image',
  schema,

  validate(config) {
    validateAuthConfig(config);
    validateSignature(config);
  },

  async plan(context) {
    await planDigest(context);
    await planSignature(context);
    const { prior, planned } = context;
    judgePlan('Registry image', context, () => prior !== null && equal(bodyType(schema), planned, prior));
  },

  create: (context, desired) => pushAndSign(context, desired),

  async read({ client, signal }, prior) {
    const access = await accessTo(client, prior, !prior.layout, signal);
    return withRegistry(access, `read image "${prior.name}"`, async () => {
      const { client: registry, repository, reference } = access;
      const found = await registry.describe(repository, reference);
      if (found === undefined) return undefined;
      return {
        ...prior,
        id: found.digest,
        sha256_digest: found.digest,
        // The state of another provider has only what was pushed.
        pushed_digest: prior.pushed_digest ?? prior.sha256_digest,
        signed_by: await signedBy(access, found.digest, prior.signed_by),
      };
    });
  },

  update: (context, desired, prior) => pushAndSign(context, desired, prior),

  async delete({ client, warn }, prior) {
    if (prior.keep_remotely === true) return;
    const name = prior.name!;
    // What removes something is not interrupted.
    const { signal } = new AbortController();
    const access = await accessTo(client, prior, !prior.layout, signal);
    await withRegistry(access, `remove image "${name}"`, async () => {
      const { client: registry, repository, reference: tag } = access;
      const found = await registry.describe(repository, tag);
      if (found === undefined) return;
      const pushed = prior.pushed_digest ?? prior.sha256_digest;
      const kept = found.digest !== pushed ? `Somebody has moved the tag from ${pushed}, which was pushed here, to ${found.digest}.`
        : await removeTag(registry, repository, tag, found.digest);
      if (kept === undefined) return;
      warn({
        summary: `Image "${name}" was kept in its registry`,
        detail: `${kept}\n\nTerraform no longer manages the image. \`keep_remotely = true\` keeps it without this warning.`,
      });
    });
  },
};

/** Pushes an image unless the registry has it by the state, and signs it unless it is signed. */
async function pushAndSign(
  { client, signal, record }: ApplyContext<Engine, typeof schema>, desired: RegistryImage, prior?: RegistryImage,
): Promise<RegistryImage> {
  requireRules('Registry image', desired);
  // Before the push, which nobody wants without the signature.
  const key = await keyOf(desired);
  const access = await accessTo(client, desired, !desired.layout, signal);
  const part = (digests: PushCode.Digests) => ({ ...desired, ...digests, signed_by: null });
  // A digest that the plan does not know is null.
  const isPushed = desired.sha256_digest === prior?.sha256_digest && desired.pushed_digest === prior?.pushed_digest;
  const context = { signal, record: (digests: PushCode.Digests) => record(part(digests)) };
  const current = isPushed ? desired : part(await pushCode().push(client, access, desired, context));
  return { ...current, signed_by: key === undefined ? null : await sign(access, desired.name!, current.sha256_digest!, key) };
}

/** Plans the digests: those of the layout, or none if the engine has to push first. */
async function planDigest({ config, prior, planned, warn }: PlanContext<unknown>): Promise<void> {
  const { name, layout } = config;
  const plan = (digest: Value) => Object.assign(planned, { id: digest, sha256_digest: digest, pushed_digest: digest });
  if (layout instanceof Unknown || layout && name instanceof Unknown) return void plan(Unknown.PLAIN);
  if (!layout) {
    const isMoved = prior !== null && (prior.pushed_digest ?? null) !== null && prior.pushed_digest !== prior.sha256_digest;
    if (prior === null || isMoved || prior.layout) plan(Unknown.PLAIN);
    return;
  }
  const digest = await digestIfExists(String(layout), String(name));
  if (digest !== undefined) return void plan(digest);
  const { diagnostics: [{ summary, detail = '', path = [] } = { summary: '' }] } = missingLayout(String(layout)) as DiagnosticError;
  const consequence = prior === null ? 'It has to exist when this plan is applied.' : 'The image stays unchanged until it exists.';
  warn({ summary: `${summary} yet`, detail: `${detail} ${consequence}`, path });
  if (prior === null || prior.layout !== layout) plan(Unknown.PLAIN);
}

/** Loads the code that pushes on demand: most plans push nothing. */
function pushCode(): typeof PushCode {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./push') as typeof PushCode;
}
