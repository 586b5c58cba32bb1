import { Diagnostics } from '../diagnostics';
import { Configuration, Session } from './session';
import { Provider } from '../resource';
import { toModel } from '../schema/body-values';
import { isWhollyKnown } from '../value/compare';
import { ObjectValue } from '../value/value';

/**
 * Configures the provider. If the configuration contains values that are only known after apply, only some providers create a client. That
 * is not an error: Terraform only plans then, and starts the provider again to apply.
 */
export async function configureProvider(session: Session, config: ObjectValue, diagnostics: Diagnostics): Promise<void> {
  const { provider } = session;
  await diagnostics.capture('provider configuration', () => {
    session.configuration = configurationOf(provider, config);
  });
}

function configurationOf(provider: Provider, config: ObjectValue): Configuration<unknown> {
  if (isWhollyKnown(config)) return { status: 'configured', client: provider.configure(toModel(provider.schema, config)) };
  if (provider.configurePartly === undefined) return { status: 'unknown' };
  return { status: 'configured', client: provider.configurePartly(config) };
}
