import { serve } from './framework/serve';
import { REGISTRY, SOURCE } from '../src/shared/provider';

// Loaded on demand: a static import would be evaluated before the handshake.
// eslint-disable-next-line @typescript-eslint/no-require-imports
serve(() => (require('./provider') as typeof import('./provider')).provider, { address: `${REGISTRY}/${SOURCE}` });
