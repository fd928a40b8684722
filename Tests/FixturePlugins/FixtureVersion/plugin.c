// Built for a later version of the plugin contract.
#include "CReportPlugin.h"

static const kurukan_plugin table = {.size = sizeof(kurukan_plugin), .abi_version = KURUKAN_ABI_VERSION + 6};

const kurukan_plugin *kurukan_plugin_FixtureVersion(void);
const kurukan_plugin *kurukan_plugin_FixtureVersion(void) { return &table; }
