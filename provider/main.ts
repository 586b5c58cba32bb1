import { serve } from './framework/serve';
import { provider } from './provider';

serve(provider, { address: 'registry.terraform.io/berth/docker' });
