"""How large PostgreSQL may make itself on this machine."""

import os


def settings_for(memory_mb: int) -> dict[str, str]:
    """Server settings for a machine of that size: durable, and sized as the benchmarks were."""
    return {
        "shared_buffers": f"{max(64, min(2048, memory_mb // 10))}MB",
        "effective_cache_size": f"{max(256, memory_mb // 2)}MB",
        "max_connections": "200",
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "max_wal_size": "8GB",
        "checkpoint_timeout": "15min",
        "work_mem": f"{max(4, min(32, memory_mb // 700))}MB",
        "maintenance_work_mem": f"{max(64, min(512, memory_mb // 40))}MB",
        "jit": "off",
        "random_page_cost": "1.1",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }


def memory_mb() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
