// Its table ends before compose.
#include "CReportPlugin.h"

static const kurukan_plugin table = {
    .size = offsetof(kurukan_plugin, compose), .abi_version = KURUKAN_ABI_VERSION};

const kurukan_plugin *kurukan_plugin_FixtureSize(void);
const kurukan_plugin *kurukan_plugin_FixtureSize(void) { return &table; }
